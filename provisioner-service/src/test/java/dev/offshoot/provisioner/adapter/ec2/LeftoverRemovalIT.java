package dev.offshoot.provisioner.adapter.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.Leftover;
import dev.offshoot.contracts.LeftoverFoundEmpty;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.provisioner.app.EnrolmentTokens;
import dev.offshoot.provisioner.app.FindLeftovers;
import dev.offshoot.provisioner.app.HostProviders;
import dev.offshoot.provisioner.app.ProvisionerStage;
import dev.offshoot.provisioner.app.RemoveLeftovers;
import dev.offshoot.provisioner.app.SampleEvents;
import dev.offshoot.stage.StageDriver;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.testbed.Ec2Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Volume;

/** What is left at a server that speaks EC2's API goes only when a journal knows it. */
class LeftoverRemovalIT {

  private static final String INSTALLATION = "this-test";

  private static Ec2Server server;
  private static Ec2AsyncClient client;
  private static List<String> subnets;
  private static String zone;

  private final String expansion = UUID.randomUUID().toString();
  private final String removal = UUID.randomUUID().toString();
  private final String host = UUID.randomUUID().toString();

  private StageDriver driver;
  private FindLeftovers finder;

  @BeforeAll
  static void start() {
    server = Ec2Server.start();
    client = Ec2Samples.patient(server.url());
    subnets = List.of(Ec2Samples.subnets(server).getFirst());
    zone = Ec2Samples.zones(server, subnets).getFirst();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @BeforeEach
  void wire() {
    HostProviders providers =
        new HostProviders(List.of(Ec2Samples.provider(client, Ec2Samples.settings(subnets))));
    ProvisionerStage expansions =
        new ProvisionerStage(
            providers,
            new EnrolmentTokens(name -> Optional.of("key")),
            "#!/bin/sh\n# @TOKEN@\n",
            (id, deployment, detail) -> {});
    driver = new StageDriver(new RemoveLeftovers(expansions, providers, this::journals));
    finder = new FindLeftovers(providers, this::journals);
  }

  private List<Journal> journals(String after, int limit) {
    return driver.store().after(after, limit);
  }

  @Test
  void theInstanceAndTheVolumeOfARolledBackExpansionWhoseReleaseWasLostGo() {
    // Given an expansion that was closed as rolled back although its host runs
    String reference = made();
    assertThat(standings()).isEmpty();
    closed("ROLLED_BACK");
    String spare = volume(host);
    assertThat(standings()).contains("RELEASED").doesNotContain("UNKNOWN", "HOST_GONE");

    // When
    ask();

    // Then
    assertThat(said(EventType.RESOURCE_RELEASED)).hasSize(1);
    assertThat(instance(reference).state().nameAsString()).isEqualTo("terminated");
    assertThat(volumes(host)).extracting(Volume::volumeId).doesNotContain(spare).isEmpty();
    assertThat(standings()).isEmpty();
  }

  @Test
  void aVolumeThatAReleaseLeftGoes() {
    // Given
    String reference = made();
    hear(EventType.EXPANSION_ABORTED, expansion, SampleEvents.aborted());
    hear(EventType.BINARIES_REMOVED, expansion, SampleEvents.binariesRemoved());
    run(expansion);
    assertThat(instance(reference).state().nameAsString()).isEqualTo("terminated");
    closed("ROLLED_BACK");
    String late = volume(host);
    assertThat(standings()).containsExactly("RELEASED");

    // When
    ask();

    // Then
    assertThat(volumes(host)).extracting(Volume::volumeId).doesNotContain(late);
    assertThat(said(EventType.RESOURCE_RELEASED)).hasSize(1);
  }

  @Test
  void whatCarriesOurTagsAndIsUnknownToTheJournalsIsNeverRemoved() {
    // Given
    String byHand = instanceByHand();
    String volume = volume(host);
    assertThat(standings()).containsOnly("UNKNOWN").hasSizeGreaterThanOrEqualTo(2);

    // When
    ask();

    // Then
    refused("LEFTOVER_NOT_OURS");
    assertThat(instance(byHand).state().nameAsString()).isIn("pending", "running");
    assertThat(volumes(host)).extracting(Volume::volumeId).contains(volume);
  }

  @Test
  void theDataVolumeOfAMemberThatLastsIsNeverRemovedAlsoWhenItsInstanceIsGone() {
    // Given
    String reference = made();
    closed("COMPLETED");
    terminate(reference);
    assertThat(standings()).containsOnly("HOST_GONE");

    // When
    ask();

    // Then
    refused("LEFTOVER_STILL_HELD");
    assertThat(volumes(host)).isNotEmpty();
  }

  private void refused(String code) {
    assertThat(said(EventType.ATTENTION_REQUESTED))
        .singleElement()
        .satisfies(event -> assertThat(event.data().at("/cause/code").asText()).isEqualTo(code));
    assertThat(said(EventType.RESOURCE_RELEASED)).isEmpty();
  }

  /** An expansion makes its host; what it is called at EC2. */
  private String made() {
    PlanCreated plan =
        ContractJson.read(
            SampleEvents.planCreated("automatic", host, "db.example.com:27017"), PlanCreated.class);
    ((ObjectNode) plan.plan().at("/toAdd/0/host"))
        .put("provider", "aws")
        .put("shape", "m5.large")
        .put("site", "cloud")
        .put("volumeBytes", Ec2Samples.VOLUME);
    hear(EventType.PLAN_CREATED, expansion, plan);
    run(expansion);
    String reference = living().getFirst().instanceId();
    Ec2Samples.protect(client, reference);
    return reference;
  }

  private void closed(String outcome) {
    hear(
        EventType.EXPANSION_CLOSED,
        expansion,
        new ExpansionClosed(expansion, SampleEvents.DEPLOYMENT, outcome, null, null, null));
    run(expansion);
  }

  /** The others found nothing that speaks against it. */
  private void ask() {
    hear(
        EventType.LEFTOVER_FOUND_EMPTY,
        removal,
        new LeftoverFoundEmpty(
            removal, SampleEvents.aborted().deployment(), host, driver.clock().instant()));
    run(removal);
  }

  private void hear(EventType type, String id, Record data) {
    driver.hear(type, id, SampleEvents.DEPLOYMENT, data);
  }

  private void run(String id) {
    var unused = driver.runUntilIdle(id, Duration.ofMinutes(1));
  }

  private List<String> standings() {
    return finder.find(driver.clock().instant()).leftovers().stream()
        .filter(left -> host.equals(left.hostRequestId()))
        .map(Leftover::standing)
        .toList();
  }

  private List<EventEnvelope> said(EventType type) {
    return driver.published().stream()
        .filter(event -> event.type() == type && removal.equals(event.expansionId()))
        .distinct()
        .toList();
  }

  private List<Instance> living() {
    return client
        .describeInstances(call -> call.filters(Ec2Tags.filter(Ec2Tags.HOST, host)))
        .join()
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .filter(one -> Ec2Tags.read(one).state().isAlive())
        .toList();
  }

  private String instanceByHand() {
    return client
        .runInstances(
            call ->
                call.imageId("ami-12c6146b")
                    .minCount(1)
                    .maxCount(1)
                    .subnetId(subnets.getFirst())
                    .tagSpecifications(tags(ResourceType.INSTANCE, host)))
        .join()
        .instances()
        .getFirst()
        .instanceId();
  }

  private static void terminate(String reference) {
    client
        .modifyInstanceAttribute(
            call -> call.instanceId(reference).disableApiTermination(v -> v.value(false)))
        .join();
    client.terminateInstances(call -> call.instanceIds(reference)).join();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> instance(reference).state().nameAsString().equals("terminated"));
  }

  private static String volume(String host) {
    return client
        .createVolume(
            call ->
                call.availabilityZone(zone)
                    .size(1)
                    .tagSpecifications(tags(ResourceType.VOLUME, host)))
        .join()
        .volumeId();
  }

  private static List<Volume> volumes(String host) {
    return client
        .describeVolumes(call -> call.filters(Ec2Tags.filter(Ec2Tags.HOST, host)))
        .join()
        .volumes();
  }

  private static TagSpecification tags(ResourceType type, String host) {
    return TagSpecification.builder()
        .resourceType(type)
        .tags(
            Ec2Tags.tag(Ec2Tags.INSTALLATION, INSTALLATION),
            Ec2Tags.tag(Ec2Tags.HOST, host),
            Ec2Tags.tag(Ec2Tags.ADDRESS, "db.example.com:27017"))
        .build();
  }

  private static Instance instance(String reference) {
    return client
        .describeInstances(call -> call.instanceIds(reference))
        .join()
        .reservations()
        .getFirst()
        .instances()
        .getFirst();
  }
}
