package dev.offshoot.provisioner.adapter.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.provisioner.app.EnrolmentTokens;
import dev.offshoot.provisioner.app.HostProviders;
import dev.offshoot.provisioner.app.ProvisionerStage;
import dev.offshoot.provisioner.app.SampleEvents;
import dev.offshoot.stage.InMemoryJournalStore;
import dev.offshoot.stage.StageDriver;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.testbed.Ec2Gate;
import dev.offshoot.testbed.Ec2Gate.Answer;
import dev.offshoot.testbed.Ec2Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * The expansion is cancelled while nobody knows what became of the call that runs its instance, and
 * EC2 does not show the instance yet.
 */
class OpenCreateCallFaultIT {

  /** Looks that see nothing after the call was repeated. */
  private static final int BLIND = 4;

  private final StageDriver.SettableClock clock = new StageDriver.SettableClock();
  private final InMemoryJournalStore store = new InMemoryJournalStore(clock);

  private Ec2Server server;
  private Ec2Gate gate;
  private Ec2AsyncClient client;
  private Ec2AsyncClient direct;
  private ProvisionerStage stage;

  @BeforeEach
  void open() throws IOException {
    server = Ec2Server.start();
    gate = Ec2Gate.before(server.url());
    client = Ec2Samples.client(gate.url());
    direct = Ec2Samples.patient(server.url());
    // Its first answers take their time.
    assertThat(all()).isEmpty();
    Ec2Settings settings = Ec2Samples.settings(List.of(Ec2Samples.subnets(server).getFirst()));
    stage =
        new ProvisionerStage(
            new HostProviders(List.of(Ec2Samples.provider(client, settings))),
            new EnrolmentTokens(name -> Optional.of("key")),
            "#!/bin/sh\n# @TOKEN@\n",
            (expansion, deployment, detail) -> {});
  }

  @AfterEach
  void close() {
    client.close();
    direct.close();
    gate.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noInstanceIsLeftWhetherOrNotTheServerCountsCallsOfOneTokenOnce(boolean honours) {
    // Given an instance that was made, of which nobody heard and which nobody sees
    if (honours) {
      gate.honourTokens();
    }
    gate.rule("RunInstances", call -> new Answer.DoSilently());
    gate.rule("DescribeInstances", call -> new Answer.ShowNothing());
    hear(EventType.PLAN_CREATED, plan());
    step();
    await().atMost(Duration.ofMinutes(1)).until(() -> !living().isEmpty());
    int unanswered = gate.calls("RunInstances").size();

    // When it is cancelled, and EC2 answers but shows what it has only later
    gate.open();
    AtomicInteger looks = new AtomicInteger();
    gate.rule(
        "DescribeInstances",
        call ->
            gate.calls("RunInstances").size() > unanswered && looks.incrementAndGet() > BLIND
                ? new Answer.Let()
                : new Answer.ShowNothing());
    hear(EventType.EXPANSION_ABORTED, SampleEvents.aborted());
    hear(EventType.BINARIES_REMOVED, SampleEvents.binariesRemoved());
    work();

    // Then
    assertThat(gate.calls("RunInstances")).hasSizeGreaterThan(unanswered);
    assertThat(gate.calls("RunInstances").stream().map(call -> call.parameters()).distinct())
        .as("the same call, word by word")
        .hasSize(1);
    assertThat(living()).isEmpty();
    assertThat(all()).allMatch(instance -> Ec2Tags.read(instance).released());
    assertThat(all()).hasSize(honours ? 1 : gate.calls("RunInstances").size());
    assertThat(store.find(SampleEvents.EXPANSION).orElseThrow().events().outbox())
        .extracting(entry -> entry.type())
        .containsExactly(EventType.RESOURCE_RELEASED);
  }

  private List<Instance> all() {
    return direct.describeInstances().join().reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .toList();
  }

  private List<Instance> living() {
    return all().stream().filter(i -> Ec2Tags.read(i).state().isAlive()).toList();
  }

  private static JsonNode plan() {
    // A name: what an address by number is in use for, moto says too.
    JsonNode plan =
        SampleEvents.planCreated("automatic", SampleEvents.FIRST_HOST, "db.example.com:27017");
    ((ObjectNode) plan.at("/plan/toAdd/0/host"))
        .put("provider", "aws")
        .put("shape", "m5.large")
        .put("site", "cloud");
    return plan;
  }

  private void hear(EventType type, Object data) {
    new AcceptEvent(stage, store, event -> {}, clock)
        .accept(
            new EventEnvelope(
                type.name(),
                type,
                "/test",
                SampleEvents.DEPLOYMENT,
                clock.instant(),
                SampleEvents.EXPANSION,
                null,
                ContractJson.tree(data)));
  }

  private Optional<RunStage.Pass.Again> pass(@Nullable Claim claim) {
    RunStage run = new RunStage(stage, store, clock, "worker", Duration.ofMinutes(1));
    return run.pass(SampleEvents.EXPANSION, claim) instanceof RunStage.Pass.Again again
        ? Optional.of(again)
        : Optional.empty();
  }

  private void step() {
    var unused = pass(null);
  }

  private void work() {
    clock.advance(Duration.ofMinutes(5));
    Optional<RunStage.Pass.Again> next = pass(null);
    while (next.isPresent()) {
      clock.advance(next.get().after());
      next = pass(next.get().claim());
    }
  }
}
