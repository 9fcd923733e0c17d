package dev.offshoot.mongoadmin.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.DeploymentTls;
import dev.offshoot.mongoadmin.domain.Answer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the secrets a deployment names for TLS together. */
public final class Transports {

  private Transports() {}

  /**
   * How this deployment's members are reached; NotAuthenticated names a secret that is not there.
   *
   * @param tls what its connection string says
   * @param secrets the value of a named secret
   */
  public static Answer<Transport> of(
      DeploymentReference deployment, boolean tls, Function<String, Optional<String>> secrets) {
    if (!tls) {
      return new Answer.Answered<>(Transport.clear());
    }
    DeploymentTls named = deployment.tls();
    if (named == null) {
      return new Answer.Answered<>(Transport.tls(null, null));
    }
    return value(named.ca(), secrets)
        .flatMap(
            ca ->
                value(named.certificate(), secrets)
                    .flatMap(own -> transport(ca.orElse(null), own.orElse(null))));
  }

  private static Answer<Optional<String>> value(
      @Nullable String name, Function<String, Optional<String>> secrets) {
    if (name == null) {
      return new Answer.Answered<>(Optional.empty());
    }
    Optional<String> found = secrets.apply(name);
    return found.isPresent()
        ? new Answer.Answered<>(found)
        : new Answer.NotAuthenticated<>("there is no secret named " + name);
  }

  private static Answer<Transport> transport(@Nullable String ca, @Nullable String own) {
    try {
      return new Answer.Answered<>(Transport.tls(ca, own));
    } catch (IllegalArgumentException unreadable) {
      return new Answer.NotAuthenticated<>(
          "a secret for TLS cannot be used: " + unreadable.getMessage());
    }
  }
}
