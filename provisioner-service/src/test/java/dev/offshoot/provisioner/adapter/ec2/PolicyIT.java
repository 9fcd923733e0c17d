package dev.offshoot.provisioner.adapter.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.testbed.Ec2Gate;
import dev.offshoot.testbed.Ec2Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The policy people attach allows what the provider calls, and nothing else. */
class PolicyIT {

  private static final Path POLICY = Path.of("../deploy/aws-policy.json");

  @Test
  void theActionsOfThePolicyAreThoseThatAHostsWholeLifeCalls() throws IOException {
    // Given
    try (Ec2Server server = Ec2Server.start();
        Ec2Gate gate = Ec2Gate.before(server.url());
        Ec2AsyncClient client = Ec2Samples.client(gate.url())) {
      Ec2Provider provider =
          Ec2Samples.provider(client, Ec2Samples.settings(Ec2Samples.subnets(server)));
      HostRequest request = Ec2Samples.request();

      // When it is offered, made, found, listed and given back
      provider.offer();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> provider.request(request) instanceof Requested.Made);
      provider.find(request.id());
      provider.holdings();
      leaveAnInterface(server, request.id());
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

  /** As if somebody had it outlive its instance. */
  private static void leaveAnInterface(Ec2Server server, String host) {
    try (Ec2AsyncClient direct = Ec2Samples.patient(server.url())) {
      var unused =
          direct
              .createNetworkInterface(
                  call ->
                      call.subnetId(Ec2Samples.subnets(server).getFirst())
                          .tagSpecifications(
                              TagSpecification.builder()
                                  .resourceType(ResourceType.NETWORK_INTERFACE)
                                  .tags(
                                      Ec2Tags.tag(Ec2Tags.INSTALLATION, "this-test"),
                                      Ec2Tags.tag(Ec2Tags.HOST, host))
                                  .build()))
              .join();
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
}
