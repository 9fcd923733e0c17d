package dev.offshoot.provisioner.adapter.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.CloudInstance;
import dev.offshoot.testbed.Ec2Gate;
import dev.offshoot.testbed.Ec2Gate.Answer;
import dev.offshoot.testbed.Ec2Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Many instances are seen in few calls, and none is ended by mistake. */
class Ec2InstancesIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  private static Ec2Server server;
  private static Ec2AsyncClient direct;
  private static Ec2Settings settings;

  private Ec2Gate gate;
  private Ec2AsyncClient client;
  private Ec2Provider provider;

  @BeforeAll
  static void start() {
    server = Ec2Server.start();
    direct = Ec2Samples.patient(server.url());
    settings = Ec2Samples.settings(List.of(Ec2Samples.subnets(server).getFirst()));
  }

  @AfterAll
  static void stop() {
    direct.close();
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    gate = Ec2Gate.before(server.url());
    client = Ec2Samples.client(gate.url());
    provider = Ec2Samples.provider(client, settings);
  }

  @AfterEach
  void close() {
    client.close();
    gate.close();
  }

  @Test
  void allHostsOfARoundAreSeenInOneCallAndPageByPageWhereThereAreMore() {
    // Given
    List<String> hosts = IntStream.range(0, 7).mapToObj(i -> UUID.randomUUID().toString()).toList();
    hosts.forEach(Ec2InstancesIT::instanceOf);
    instanceOf("another");

    // When
    List<CloudInstance> whole = got(new Ec2Instances(client, settings).ofAll(hosts));
    int calls = gate.calls("DescribeInstances").size();
    List<CloudInstance> paged = got(new Ec2Instances(client, settings, 5).ofAll(hosts));

    // Then
    assertThat(whole).extracting(CloudInstance::host).containsExactlyInAnyOrderElementsOf(hosts);
    assertThat(calls).isEqualTo(1);
    assertThat(paged).containsExactlyInAnyOrderElementsOf(whole);
    assertThat(gate.calls("DescribeInstances")).hasSize(3);
    assertThat(provider.ended(hosts)).isEmpty();
    assertThat(gate.calls("DescribeInstances")).hasSize(4);
  }

  @Test
  void moreHostsThanAFilterHoldsAreSeenInOneCallToo() {
    // Given
    List<String> hosts =
        IntStream.range(0, Ec2Tags.MOST_VALUES + 1)
            .mapToObj(i -> UUID.randomUUID().toString())
            .toList();
    instanceOf(hosts.getFirst());
    instanceOf(hosts.getLast());
    instanceOf("another");

    // When
    List<CloudInstance> seen = got(new Ec2Instances(client, settings).ofAll(hosts));

    // Then
    assertThat(seen)
        .extracting(CloudInstance::host)
        .containsExactlyInAnyOrder(hosts.getFirst(), hosts.getLast());
    assertThat(gate.calls("DescribeInstances")).hasSize(1);
    assertThat(gate.calls("DescribeInstances").getFirst().parameters().toString())
        .doesNotContain(hosts.getFirst());
  }

  @Test
  void nothingIsConcludedWhereOnePageIsMissing() {
    // Given
    List<String> hosts = IntStream.range(0, 7).mapToObj(i -> UUID.randomUUID().toString()).toList();
    hosts.forEach(Ec2InstancesIT::instanceOf);
    gate.rule(
        "DescribeInstances",
        call ->
            call.parameters().containsKey("NextToken")
                ? new Answer.Refuse(503, "RequestLimitExceeded", "Request limit exceeded.")
                : new Answer.Let());

    // Then
    assertThat(new Ec2Instances(client, settings, 5).ofAll(hosts))
        .isInstanceOf(CloudAnswer.Failed.class);
  }

  @Test
  void anInstanceIsProtectedFromTheLaunchUntilItIsGivenBack() {
    // Given
    HostRequest request = Ec2Samples.request();
    String reference = made(request);

    // Then nobody ends it by mistake
    assertThat(gate.calls("RunInstances").getFirst().parameters())
        .containsEntry("DisableApiTermination", "true");
    assertThat(refusal(reference)).contains("disableApiTermination");
    assertThat(living(request)).containsExactly(reference);

    // And as long as the protection cannot be taken off, it is not said to be gone
    gate.rule(
        "ModifyInstanceAttribute", call -> new Answer.Refuse(503, "Unavailable", "try later"));
    assertThat(provider.release(request.id(), new CreateCall.Settled()))
        .isInstanceOf(Released.NotYet.class);
    assertThat(living(request)).containsExactly(reference);
    gate.open();

    // When
    release(request, new CreateCall.Settled());

    // Then
    assertThat(living(request)).isEmpty();
  }

  @Test
  void theProtectionGoesOffAlsoWhereAnOpenCallIsResolvedByItsTagsOrByRepeatingIt() {
    // Given one whose call is found, and one of which EC2 shows nothing at first
    HostRequest found = Ec2Samples.request();
    String first = made(found);
    HostRequest hidden = Ec2Samples.request();
    gate.honourTokens();
    String second = made(hidden);
    gate.rule(
        "DescribeInstances",
        call ->
            gate.calls("TerminateInstances").isEmpty()
                ? new Answer.ShowNothing()
                : new Answer.Let());

    // When
    assertThat(provider.release(hidden.id(), new CreateCall.MayBeOpen(hidden)))
        .isInstanceOf(Released.CallRepeated.class);
    gate.open();
    release(hidden, new CreateCall.Settled());
    assertThat(provider.release(found.id(), new CreateCall.MayBeOpen(found)))
        .isEqualTo(new Released.CallFound(first));
    release(found, new CreateCall.Settled());

    // Then
    assertThat(living(found)).isEmpty();
    assertThat(living(hidden)).isEmpty();
    assertThat(second).isNotEqualTo(first);
  }

  private String made(HostRequest request) {
    await().atMost(SOON).until(() -> provider.request(request) instanceof Requested.Made);
    String reference = living(request).getFirst();
    Ec2Samples.protect(direct, reference);
    return reference;
  }

  private void release(HostRequest request, CreateCall call) {
    await().atMost(SOON).until(() -> provider.release(request.id(), call) instanceof Released.Gone);
  }

  /** What EC2 says to whoever ends it. */
  private static String refusal(String reference) {
    return direct
        .terminateInstances(call -> call.instanceIds(reference))
        .handle(
            (done, failed) ->
                failed != null && failed.getCause() instanceof Ec2Exception said
                    ? String.valueOf(said.getMessage())
                    : "it was ended")
        .join();
  }

  private static List<String> living(HostRequest request) {
    return direct
        .describeInstances(call -> call.filters(Ec2Tags.filter(Ec2Tags.HOST, request.id())))
        .join()
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .map(Ec2Tags::read)
        .filter(one -> one.state().isAlive())
        .map(CloudInstance::reference)
        .toList();
  }

  private static void instanceOf(String host) {
    var unused =
        direct
            .runInstances(
                call ->
                    call.imageId("ami-12c6146b")
                        .minCount(1)
                        .maxCount(1)
                        .tagSpecifications(
                            TagSpecification.builder()
                                .resourceType(ResourceType.INSTANCE)
                                .tags(
                                    Stream.of(
                                            Ec2Tags.tag(
                                                Ec2Tags.INSTALLATION, settings.installation()),
                                            Ec2Tags.tag(Ec2Tags.HOST, host))
                                        .toList())
                                .build()))
            .join();
  }

  private static List<CloudInstance> got(CloudAnswer<List<CloudInstance>> answer) {
    return answer instanceof CloudAnswer.Got<List<CloudInstance>>(List<CloudInstance> found)
        ? found
        : List.of();
  }
}
