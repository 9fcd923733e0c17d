package dev.offshoot.provisioner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.HostDetachRequested;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.Machine;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WithdrawMachinesTest {

  private static final String WORK = "0b0f5c1e-5a0e-4d0c-9b55-3f3c4b1f00aa";
  private static final Duration LONG = Duration.ofMinutes(30);

  private final OneMachine pool = new OneMachine();
  private final AtomicInteger changes = new AtomicInteger();
  private final StageDriver driver = driver();

  @Test
  void aMachineIsOutOfThePoolBeforeAnybodyHearsOfIt() {
    // Given
    pool.claimedBy = "request-1";

    // When
    ask("request-1");

    // Then
    assertThat(pool.claimedBy).isEqualTo(WORK);
    assertThat(changes).hasValue(1);
    assertThat(said(EventType.HOST_WITHDRAWN))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.data().path("hostId").asText()).isEqualTo("m-1");
              assertThat(event.data().path("hostRequestId").asText()).isEqualTo("request-1");
              assertThat(event.data().path("claim").asInt()).isEqualTo(4);
            });

    // When it is over
    driver.hear(
        EventType.EXPANSION_CLOSED,
        WORK,
        "orders",
        new ExpansionClosed(WORK, "orders", "ROLLED_BACK", "HOST_DETACHED", null, null));
    run();

    // Then
    assertThat(pool.calls).hasSize(1);
  }

  @Test
  void aMachineThatAnotherWorkHasIsRefusedForGoodAndSaysWho() {
    // Given
    pool.claimedBy = "request-2";

    // When
    ask(null);
    pool.claimedBy = null;
    run();

    // Then
    assertThat(said(EventType.HOST_WITHDRAWN)).isEmpty();
    assertThat(said(EventType.ATTENTION_REQUESTED))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.data().at("/cause/code").asText()).isEqualTo("DETACH_HOST_IN_USE");
              assertThat(event.data().at("/cause/detail").asText()).contains("m-1", "request-2");
            });
    assertThat(pool.claimedBy).isNull();
    assertThat(changes).hasValue(0);
  }

  @Test
  void aMachineThatWasGivenBackMeanwhileIsRefused() {
    // When
    ask("request-1");

    // Then
    assertThat(said(EventType.ATTENTION_REQUESTED))
        .singleElement()
        .satisfies(
            event -> assertThat(event.data().at("/cause/detail").asText()).contains("given back"));
  }

  private StageDriver driver() {
    ProvisionerStage expansions =
        new ProvisionerStage(
            new HostProviders(List.of(new FakeProvider())),
            new EnrolmentTokens(name -> Optional.of("key")),
            "token @TOKEN@",
            (expansion, deployment, detail) -> {});
    return new StageDriver(new WithdrawMachines(expansions, pool, changes::incrementAndGet));
  }

  private void ask(@Nullable String holder) {
    driver.hear(
        EventType.HOST_DETACH_REQUESTED,
        WORK,
        "orders",
        new HostDetachRequested(WORK, "m-1", holder, "db4:27017", "orders", "eva", null));
    run();
  }

  private void run() {
    var unused = driver.runUntilIdle(WORK, LONG);
  }

  /** A fact that is sent again is the same fact. */
  private List<EventEnvelope> said(EventType type) {
    return driver.published().stream().filter(event -> event.type() == type).distinct().toList();
  }

  /** A pool of one machine that was claimed three times, with the comparison the store makes. */
  private static final class OneMachine implements Pool {

    private final List<String> calls = new ArrayList<>();
    private @Nullable String claimedBy;

    @Override
    public Withdrawal withdraw(
        String work, String machine, @Nullable String holder, String address) {
      calls.add(work);
      if (!work.equals(claimedBy) && !Objects.equals(claimedBy, holder)) {
        return new Withdrawal.Refused(claimedBy);
      }
      claimedBy = work;
      return new Withdrawal.Out(4);
    }

    @Override
    public boolean heard(Machine machine, Instant at, Instant silentBefore) {
      throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public List<Machine> free(Instant heardSince) {
      throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public Optional<Host> find(String requestId) {
      throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public List<Host> claimed() {
      throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public Claimed claim(String requestId, String machine, String address, Instant heardSince) {
      throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public void release(String requestId) {
      throw new UnsupportedOperationException("not asked here");
    }
  }
}
