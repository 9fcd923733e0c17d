package dev.offshoot.provisioner.app;

import static dev.offshoot.provisioner.app.SampleEvents.DEPLOYMENT;
import static dev.offshoot.provisioner.app.SampleEvents.EXPANSION;
import static dev.offshoot.provisioner.app.SampleEvents.FIRST_HOST;
import static dev.offshoot.provisioner.app.SampleEvents.SECOND_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.InMemoryJournalStore;
import dev.offshoot.stage.StageDriver;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.PublishOutbox;
import dev.offshoot.stage.app.RunStage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worker dies before, or after, every single port call in turn; the outcome is the same. */
class InterruptionsTest {

  private static final int NEVER = Integer.MAX_VALUE;

  private final StageDriver.SettableClock clock = new StageDriver.SettableClock();
  private final InMemoryJournalStore store = new InMemoryJournalStore(clock);
  private final FakeProvider provider = new FakeProvider();
  private final List<EventEnvelope> published = new ArrayList<>();
  private int calls;
  private int dieAt = NEVER;

  /** A crash: not even a RuntimeException that somebody might handle. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void point() {
    if (calls++ == dieAt) {
      throw new Crash();
    }
  }

  private <T> T interrupted(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              try {
                point();
                Object answer = method.invoke(real, arguments);
                point();
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private ProvisionerStage stage() {
    return new ProvisionerStage(
        new HostProviders(List.of(interrupted(HostProvider.class, provider))),
        new EnrolmentTokens(name -> Optional.of("key")),
        "@TOKEN@",
        (expansion, deployment, detail) -> {});
  }

  private void hear(EventType type, JsonNode data) {
    new AcceptEvent(stage(), store, event -> {}, clock)
        .accept(
            new EventEnvelope(
                type.name(), type, "/test", DEPLOYMENT, clock.instant(), EXPANSION, null, data));
  }

  private void work(String owner) {
    JournalStore port = interrupted(JournalStore.class, store);
    ProvisionerStage stage = stage();
    RunStage run = new RunStage(stage, port, clock, owner, Duration.ofMinutes(1));
    Claim claim = null;
    while (run.pass(EXPANSION, claim) instanceof RunStage.Pass.Again(Claim held, Duration after)) {
      claim = held;
      clock.advance(after);
    }
    var unused = new PublishOutbox(stage.name(), port, published::add).pass();
  }

  /** Answers whether the run was interrupted at all. */
  private boolean withOneCrash(int point) {
    calls = 0;
    dieAt = point;
    boolean crashed = false;
    try {
      work("first");
    } catch (Crash crash) {
      crashed = true;
    }
    dieAt = NEVER;
    clock.advance(Duration.ofMinutes(5));
    work("second");
    return crashed;
  }

  @Test
  void makesOneHostPerRequestWhereverTheWorkerDies() {
    boolean crashed = true;
    for (int point = 0; crashed; point++) {
      // Given
      InterruptionsTest fresh = new InterruptionsTest();
      fresh.hear(
          EventType.PLAN_CREATED,
          SampleEvents.planCreated(
              "automatic", FIRST_HOST, "127.88.1.1:27017", SECOND_HOST, "127.88.1.2:27017"));

      // When
      crashed = fresh.withOneCrash(point);

      // Then
      assertThat(fresh.provider.made).as("hosts, dying at call %s", point).isEqualTo(2);
      assertThat(fresh.published.stream().map(EventEnvelope::id).distinct())
          .as("facts, dying at call %s", point)
          .hasSize(1);
      assertThat(point).isLessThan(200);
    }
  }

  @Test
  void releasesEverythingWhereverTheWorkerDiesGoingForwardAndBack() {
    for (int forward = 0; forward < 30; forward++) {
      boolean crashed = true;
      for (int point = 0; crashed; point++) {
        // Given a worker that died somewhere going forward, and what it asked for
        InterruptionsTest fresh = new InterruptionsTest();
        fresh.hear(
            EventType.PLAN_CREATED,
            SampleEvents.planCreated("automatic", FIRST_HOST, "127.88.1.1:27017"));
        fresh.dieAt = forward;
        try {
          fresh.work("forward");
        } catch (Crash crash) {
          // It may also have been through by then.
          assertThat(fresh.calls).isEqualTo(forward + 1);
        }
        fresh.dieAt = NEVER;
        fresh.hear(EventType.BINARIES_REMOVED, ContractJson.tree(SampleEvents.binariesRemoved()));

        // When
        crashed = fresh.withOneCrash(point);

        // Then
        assertThat(fresh.provider.hosts).as("left, dying at %s and %s", forward, point).isEmpty();
        assertThat(
                fresh.published.stream()
                    .filter(e -> e.type() == EventType.RESOURCE_RELEASED)
                    .map(EventEnvelope::id)
                    .distinct())
            .hasSize(1);
        assertThat(point).isLessThan(200);
      }
    }
  }
}
