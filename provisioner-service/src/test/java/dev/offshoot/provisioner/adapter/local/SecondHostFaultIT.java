package dev.offshoot.provisioner.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.provisioner.app.EnrolmentTokens;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.app.HostProviders;
import dev.offshoot.provisioner.app.ProvisionerStage;
import dev.offshoot.provisioner.app.SampleEvents;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.stage.InMemoryJournalStore;
import dev.offshoot.stage.StageDriver;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.RunStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fence "the second host not made" on real hosts: a worker is frozen right before its create
 * call, another one takes over, and then the first one goes on.
 */
class SecondHostFaultIT {

  private static final String STAYS = "# @TOKEN@\necho booted >>boots\nexec sleep 600\n";

  private final LocalHosts hosts;
  private final StageDriver.SettableClock clock = new StageDriver.SettableClock();
  private final InMemoryJournalStore store = new InMemoryJournalStore(clock);

  SecondHostFaultIT(@TempDir Path data) {
    this.hosts = new LocalHosts(data);
  }

  @AfterEach
  void close() {
    hosts.close();
  }

  private ProvisionerStage stage(HostProvider provider) {
    return new ProvisionerStage(
        new HostProviders(List.of(provider)),
        new EnrolmentTokens(name -> Optional.of("key")),
        STAYS,
        (expansion, deployment, detail) -> {});
  }

  private void hear(EventType type, Object data) {
    new AcceptEvent(stage(hosts.provider()), store, event -> {}, clock)
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

  private void work(String owner, HostProvider provider) {
    RunStage run = new RunStage(stage(provider), store, clock, owner, Duration.ofMinutes(1));
    Claim claim = null;
    while (run.pass(SampleEvents.EXPANSION, claim)
        instanceof RunStage.Pass.Again(Claim held, Duration after)) {
      claim = held;
      clock.advance(after);
    }
  }

  /** Freezes in front of the first create call, while something else happens. */
  private record Frozen(HostProvider real, Runnable meanwhile) implements HostProvider {
    @Override
    public String name() {
      return real.name();
    }

    @Override
    public OfferedProvider offer() {
      return real.offer();
    }

    @Override
    public Requested request(HostRequest request) {
      meanwhile.run();
      return real.request(request);
    }

    @Override
    public Found find(String id) {
      return real.find(id);
    }

    @Override
    public List<Host> list() {
      return real.list();
    }

    @Override
    public Released release(String id, CreateCall call) {
      return real.release(id, call);
    }
  }

  private void hearPlan() {
    hear(
        EventType.PLAN_CREATED,
        SampleEvents.planCreated("automatic", SampleEvents.FIRST_HOST, LocalHosts.freeAddress()));
  }

  @Test
  void aFrozenWorkerThatGoesOnFindsTheHostOfItsSuccessor() {
    // Given
    hearPlan();
    Runnable takeOver =
        () -> {
          clock.advance(Duration.ofMinutes(5));
          work("successor", hosts.provider());
          await()
              .atMost(Duration.ofMinutes(1))
              .until(() -> hosts.boots(SampleEvents.FIRST_HOST) == 1);
        };

    // When
    work("frozen", new Frozen(hosts.provider(), takeOver));

    // Then
    assertThat(hosts.provider().list()).hasSize(1);
    assertThat(hosts.boots(SampleEvents.FIRST_HOST)).isEqualTo(1);
    assertThat(hosts.living(SampleEvents.FIRST_HOST)).hasSize(1);
    var journal = store.find(SampleEvents.EXPANSION).orElseThrow();
    assertThat(journal.events().outbox()).hasSize(1);
  }

  @Test
  void aFrozenWorkerThatGoesOnAfterTheReleaseMakesNothing() {
    // Given
    hearPlan();
    Runnable undo =
        () -> {
          clock.advance(Duration.ofMinutes(5));
          hear(EventType.EXPANSION_ABORTED, SampleEvents.aborted());
          hear(EventType.BINARIES_REMOVED, SampleEvents.binariesRemoved());
          work("successor", hosts.provider());
        };

    // When
    work("frozen", new Frozen(hosts.provider(), undo));

    // Then
    assertThat(hosts.provider().list()).isEmpty();
    assertThat(hosts.folder(SampleEvents.FIRST_HOST)).doesNotExist();
    var journal = store.find(SampleEvents.EXPANSION).orElseThrow();
    assertThat(journal.events().outbox())
        .extracting(entry -> entry.type())
        .containsExactly(EventType.RESOURCE_RELEASED);
  }
}
