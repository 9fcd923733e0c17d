package dev.offshoot.provisioner.adapter.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.HostShape;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.provisioner.domain.UserData;
import dev.offshoot.testbed.Ec2Gate;
import dev.offshoot.testbed.Ec2Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/** The policy people attach allows what the provider calls, and nothing else. */
class PolicyIT {

  private static final Path POLICY = Path.of("../deploy/aws-policy.json");
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  @Test
  void theActionsOfThePolicyAreThoseThatAHostsWholeLifeCalls() throws IOException {
    // Given
    try (Ec2Server server = Ec2Server.start();
        Ec2Gate gate = Ec2Gate.before(server.url());
        Ec2AsyncClient client = Ec2Clients.of("eu-west-1", gate.url().toString(), CREDENTIALS)) {
      Ec2Provider provider = provider(client, subnet(server));
      HostRequest request =
          new HostRequest(
              UUID.randomUUID().toString(),
              new HostShape("m5.large", 2, 8L << 30, 100L << 30),
              "cloud",
              "db.example.com:27017",
              new UserData("#!/bin/sh\n"));

      // When it is offered, made, found, listed and given back
      provider.offer();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> provider.request(request) instanceof Requested.Made);
      provider.find(request.id());
      provider.list();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  provider.release(request.id(), new CreateCall.Settled())
                      instanceof Released.Gone);

      // Then
      assertThat(allowed()).isEqualTo(new TreeSet<>(gate.actions()));
    }
  }

  /** Tags given with RunInstances need CreateTags too, which is called by itself as well. */
  private static Set<String> allowed() throws IOException {
    JsonNode policy = ContractJson.read(Files.readString(POLICY), JsonNode.class);
    Set<String> actions = new TreeSet<>();
    for (JsonNode statement : policy.get("Statement")) {
      JsonNode named = statement.get("Action");
      for (JsonNode action : named.isArray() ? named : List.of(named)) {
        actions.add(action.asText().replace("ec2:", ""));
      }
    }
    return actions;
  }

  private static String subnet(Ec2Server server) {
    try (Ec2AsyncClient direct =
        Ec2AsyncClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(server.url())
            .credentialsProvider(CREDENTIALS)
            .build()) {
      return direct.describeSubnets().join().subnets().getFirst().subnetId();
    }
  }

  private static Ec2Provider provider(Ec2AsyncClient client, String subnet) {
    TreeMap<String, List<String>> sites = new TreeMap<>();
    sites.put("cloud", List.of(subnet));
    return new Ec2Provider(
        client,
        new Ec2Settings(
            "this-test",
            "ami-12c6146b",
            List.of("m5.large"),
            sites,
            List.of(),
            new Ec2Settings.Volume("/dev/xvda", 100, "gp3", null)),
        InstantSource.system());
  }
}
