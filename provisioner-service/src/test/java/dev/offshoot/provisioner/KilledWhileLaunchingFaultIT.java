package dev.offshoot.provisioner;

import static dev.offshoot.provisioner.RunningService.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.EventType;
import dev.offshoot.provisioner.app.SampleEvents;
import dev.offshoot.testbed.Ec2Gate;
import dev.offshoot.testbed.Ec2Gate.Answer;
import dev.offshoot.testbed.Ec2Server;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The service is killed while a call to run an instance is open: the cloud never heard of it, or
 * did it and the answer was lost. Once each; as often as {@code offshoot.it.kills} says.
 */
class KilledWhileLaunchingFaultIT {

  private static final int KILLS = Integer.getInteger("offshoot.it.kills", 1);

  @Test
  void oneRequestIsOneInstanceHoweverItWasInterruptedAndNoneIsLeft(@TempDir Path data)
      throws Exception {
    // Given
    try (Ec2Server server = Ec2Server.start();
        Ec2Gate gate = Ec2Gate.before(server.url());
        Ec2AsyncClient client = client(server);
        RunningService service = new RunningService(data, environment(gate, client))) {
      for (int kill = 0; kill < KILLS; kill++) {
        // When, Then
        killedWhileLaunching(service, gate, client, new Answer.Swallow(), 20 + 2 * kill);
        killedWhileLaunching(service, gate, client, new Answer.DoSilently(), 21 + 2 * kill);
      }
      toldWhatIsLeft(service, client);
    }
  }

  private static void killedWhileLaunching(
      RunningService service, Ec2Gate gate, Ec2AsyncClient client, Answer answer, int place) {
    String expansion = UUID.randomUUID().toString();
    String host = UUID.randomUUID().toString();
    int before = gate.calls("RunInstances").size();
    gate.rule("RunInstances", call -> answer);

    // When
    service.publish(EventType.PLAN_CREATED, plan(host, "172.31.0." + place + ":27017"), expansion);
    await().atMost(READY).until(() -> gate.calls("RunInstances").size() > before);
    if (answer instanceof Answer.DoSilently) {
      await().atMost(READY).until(() -> !living(client, host).isEmpty());
    }
    service.kill();
    gate.open();
    service.start();
    awaitEvent(service, EventType.RESOURCE_PROVISIONED, expansion);

    // Then
    assertThat(living(client, host)).hasSize(1);
    assertThat(volumes(client, host)).hasSize(2);

    // When
    service.publish(EventType.BINARIES_REMOVED, SampleEvents.binariesRemoved(), expansion);
    awaitEvent(service, EventType.RESOURCE_RELEASED, expansion);

    // Then
    assertThat(living(client, host)).isEmpty();
    assertThat(volumes(client, host)).isEmpty();
  }

  /** A volume that no journal of this installation knows is told to whoever listens, and stays. */
  private static void toldWhatIsLeft(RunningService service, Ec2AsyncClient client) {
    String foreign = UUID.randomUUID().toString();
    String zone = client.describeSubnets().join().subnets().getFirst().availabilityZone();
    String volume =
        client
            .createVolume(
                call ->
                    call.availabilityZone(zone)
                        .size(1)
                        .tagSpecifications(
                            TagSpecification.builder()
                                .resourceType(ResourceType.VOLUME)
                                .tags(tag("installation", "this-test"), tag("host", foreign))
                                .build()))
            .join()
            .volumeId();
    service
        .events()
        .await(
            READY,
            e -> {
              String value = new String(e.value(), StandardCharsets.UTF_8);
              return e.topic().equals(EventType.LEFTOVERS_FOUND.topic())
                  && value.contains(volume)
                  && value.contains("UNKNOWN");
            });
    assertThat(volumes(client, foreign)).containsExactly(volume);
  }

  private static Tag tag(String name, String value) {
    return Tag.builder().key("offshoot:" + name).value(value).build();
  }

  private static List<String> volumes(Ec2AsyncClient client, String host) {
    return client
        .describeVolumes(
            call -> call.filters(Filter.builder().name("tag:offshoot:host").values(host).build()))
        .join()
        .volumes()
        .stream()
        .map(volume -> volume.volumeId())
        .toList();
  }

  private static void awaitEvent(RunningService service, EventType type, String expansion) {
    service
        .events()
        .await(
            READY,
            e ->
                e.topic().equals(type.topic())
                    && new String(e.value(), StandardCharsets.UTF_8).contains(expansion));
  }

  private static List<String> living(Ec2AsyncClient client, String host) {
    return client
        .describeInstances(
            call ->
                call.filters(
                    Filter.builder().name("tag:offshoot:host").values(host).build(),
                    Filter.builder()
                        .name("instance-state-name")
                        .values("pending", "running", "stopping", "stopped")
                        .build()))
        .join()
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .map(instance -> instance.instanceId())
        .toList();
  }

  private static JsonNode plan(String host, String address) {
    JsonNode plan =
        SampleEvents.expiringAt(
            SampleEvents.planCreated("automatic", host, address),
            Instant.now().plusSeconds(3600).toString());
    ObjectNode planned = (ObjectNode) plan.at("/plan/toAdd/0/host");
    planned.put("provider", "aws").put("shape", "m5.large").put("site", "cloud");
    planned.put("volumeBytes", 50L << 30);
    return plan;
  }

  private static Ec2AsyncClient client(Ec2Server server) {
    // Without the service's deadlines: a test looks, however long it takes.
    return Ec2AsyncClient.builder()
        .region(Region.EU_WEST_1)
        .endpointOverride(server.url())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  private static Map<String, String> environment(Ec2Gate gate, Ec2AsyncClient client) {
    String subnet = client.describeSubnets().join().subnets().getFirst().subnetId();
    return Map.of(
        "OFFSHOOT_PROVISIONER_LEFTOVERS_EVERY", "PT1S",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test",
        "OFFSHOOT_PROVISIONER_AWS_REGION", "eu-west-1",
        "OFFSHOOT_PROVISIONER_AWS_ENDPOINT", gate.url().toString(),
        "OFFSHOOT_PROVISIONER_AWS_INSTALLATION", "this-test",
        "OFFSHOOT_PROVISIONER_AWS_IMAGE", "ami-12c6146b",
        "OFFSHOOT_PROVISIONER_AWS_INSTANCE_TYPES", "m5.large",
        "OFFSHOOT_PROVISIONER_AWS_SUBNETS_CLOUD", subnet,
        "OFFSHOOT_PROVISIONER_AWS_SECURITY_GROUPS", "sg-1");
  }
}
