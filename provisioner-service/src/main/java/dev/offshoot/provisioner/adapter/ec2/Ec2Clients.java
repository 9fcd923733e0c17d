package dev.offshoot.provisioner.adapter.ec2;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/**
 * Clients whose calls end in time. Credentials come from where the SDK looks: environment, profile
 * or instance role.
 */
public final class Ec2Clients {

  /** Four calls with their retries stay below the deadline of a provider's call. */
  static final Duration CALL = Duration.ofSeconds(6);

  private static final Duration ATTEMPT = Duration.ofSeconds(4);

  private Ec2Clients() {}

  /**
   * A client.
   *
   * @param endpoint another address than the region's, such as a private one; null for the region's
   */
  public static Ec2AsyncClient of(String region, @Nullable String endpoint) {
    return of(region, endpoint, DefaultCredentialsProvider.builder().build());
  }

  /** The same with credentials from somewhere else. */
  public static Ec2AsyncClient of(
      String region, @Nullable String endpoint, AwsCredentialsProvider credentials) {
    return Ec2AsyncClient.builder()
        .credentialsProvider(credentials)
        .region(Region.of(region))
        .endpointOverride(endpoint == null ? null : URI.create(endpoint))
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .maxConcurrency(8)
                .connectionTimeout(Duration.ofSeconds(3)))
        .overrideConfiguration(
            settings ->
                settings
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(CALL))
        .build();
  }
}
