package dev.offshoot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.NamespaceProof;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

/** The whole stage on a set in memory: forward, back, and interrupted at every call. */
class MonitorStageTest {

  private static final Duration LONG = Duration.ofMinutes(30);

  @Test
  void aMemberIsAddedProvenAndPromoted() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    ReplicaSetConfiguration before = run.set.configuration();
    // When
    run.run(LONG);
    // Then
    SyncCompleted fact = run.fact(EventType.SYNC_COMPLETED, SyncCompleted.class).orElseThrow();
    assertThat(run.set.configuration().withoutMember(9).sameApartFromVersionAndTerm(before))
        .isTrue();
    assertFinal(run.set.configuration(), 9);
    assertThat(run.set.installed()).hasSize(3);
    assertThat(run.set.installed().getFirst().member(9).orElseThrow())
        .returns(0, MemberEntry::votes)
        .returns(true, MemberEntry::hidden)
        .returns(0.0, MemberEntry::priority);
    assertThat(run.set.installed().getFirst().member(9).orElseThrow().tags()).isEmpty();
    assertThat(fact.configurations()).hasSize(3);
    assertThat(fact.proofs().getFirst().namespaces())
        .extracting(NamespaceProof::result)
        .containsOnly("EQUAL");
    assertThat(fact.proofs().getFirst().comparedWith()).isNotEqualTo(FakeSet.FIRST.format());
    assertThat(run.driver.published())
        .extracting(event -> event.type())
        .containsExactly(
            EventType.MEMBER_ADDED, EventType.MEMBER_PROMOTED, EventType.SYNC_COMPLETED);
  }

  @Test
  void noVoteIsGivenBeforeBothMembersAreProven() {
    // Given
    PureRun run =
        new PureRun()
            .installed(Expansions.member(9, PureRun.NEW), Expansions.member(10, "db10:27017"));
    // When
    run.run(LONG);
    // Then
    assertThat(run.said(EventType.SYNC_COMPLETED)).isEqualTo(1);
    assertThat(run.set.installed().stream().map(ReplicaSetConfiguration::voters))
        .containsExactly(3, 3, 4, 5, 5, 5);
    assertFinal(run.set.configuration(), 9);
    assertFinal(run.set.configuration(), 10);
  }

  @Test
  void aMemberThatStaysAsItWasAddedNeedsNoFurtherReconfig() {
    // Given
    PureRun run = new PureRun();
    var member =
        new PlannedMember(
            9,
            PureRun.NEW,
            0,
            0,
            true,
            Map.of(),
            Map.of(),
            Expansions.member(9, PureRun.NEW).host());
    // When
    run.installed(member).run(LONG);
    // Then
    assertThat(run.set.installed()).hasSize(1);
    assertThat(run.said(EventType.SYNC_COMPLETED)).isEqualTo(1);
    assertThat(run.journal().pastReturn()).isTrue();
  }

  @Test
  void aCrashAtAnyCallEndsInTheSameState() {
    int calls = callsOfAWholeRun();
    for (int at = 1; at <= calls; at++) {
      for (boolean after : List.of(false, true)) {
        // Given
        PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
        ReplicaSetConfiguration before = run.set.configuration();
        interrupt(
            run,
            at,
            after,
            () -> {
              throw new PureRun.Crash();
            });
        // When
        run.run(LONG);
        // Then
        String where = "crash " + (after ? "after" : "before") + " call " + at;
        assertThat(run.said(EventType.SYNC_COMPLETED)).as(where).isEqualTo(1);
        assertThat(run.said(EventType.MEMBER_ADDED)).as(where).isEqualTo(1);
        assertThat(run.said(EventType.MEMBER_PROMOTED)).as(where).isEqualTo(1);
        assertThat(run.set.installed()).as(where).hasSize(3);
        assertThat(
                run.fact(EventType.SYNC_COMPLETED, SyncCompleted.class)
                    .orElseThrow()
                    .configurations())
            .as(where)
            .hasSize(3);
        assertFinal(run.set.configuration(), 9);
        assertThat(run.set.configuration().withoutMember(9).sameApartFromVersionAndTerm(before))
            .as(where)
            .isTrue();
      }
    }
  }

  @Test
  void anAbortAtAnyCallWinsOrLosesAsAWhole() {
    int calls = callsOfAWholeRun();
    int wins = 0;
    int losses = 0;
    for (int at = 1; at <= calls; at++) {
      for (boolean after : List.of(false, true)) {
        // Given
        PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
        ReplicaSetConfiguration before = run.set.configuration();
        interrupt(run, at, after, run::abort);
        // When
        Journal journal = run.run(LONG);
        // Then
        String where = "abort " + (after ? "after" : "before") + " call " + at;
        boolean removed = run.said(EventType.MEMBER_REMOVED) == 1;
        boolean completed = run.said(EventType.SYNC_COMPLETED) == 1;
        assertThat(removed ^ completed).as(where).isTrue();
        if (removed) {
          wins++;
          assertThat(journal.direction()).isEqualTo(Direction.BACK);
          assertThat(run.set.configuration().sameApartFromVersionAndTerm(before))
              .as(where)
              .isTrue();
          assertLateCommandsAreRefused(run, where);
        } else {
          losses++;
          assertFinal(run.set.configuration(), 9);
        }
      }
    }
    assertThat(wins).isGreaterThan(10);
    assertThat(losses).isGreaterThan(0);
  }

  @Test
  void aCrashWithAnAbortWhileItIsDownTakesEverythingBack() {
    int calls = callsOfAWholeRun();
    for (int at = 1; at <= calls; at++) {
      // Given
      PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
      ReplicaSetConfiguration before = run.set.configuration();
      interrupt(
          run,
          at,
          true,
          () -> {
            run.abort();
            throw new PureRun.Crash();
          });
      // When
      run.run(LONG);
      // Then
      if (run.said(EventType.MEMBER_REMOVED) == 1) {
        assertThat(run.set.configuration().sameApartFromVersionAndTerm(before)).isTrue();
        assertLateCommandsAreRefused(run, "crash and abort after call " + at);
      } else {
        assertThat(run.said(EventType.SYNC_COMPLETED)).isEqualTo(1);
      }
    }
  }

  @Test
  void aCommandThatArrivesLateIsFencedOff() {
    // Given: the add is intended, but its command is stuck with a frozen worker
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.beforeEachCall(
        () -> {
          if (!run.set.sent().isEmpty()) {
            run.set.beforeEachCall(() -> {});
            run.abort();
            throw new PureRun.Crash();
          }
        });
    // When
    run.run(LONG);
    // Then
    ReplicaSetConfiguration late = run.set.sent().getFirst();
    assertThat(late.member(9)).isPresent();
    assertThat(run.set.configuration().member(9)).isEmpty();
    assertThat(run.set.configuration().version()).isGreaterThan(late.version());
    assertThat(run.set.arrive(late)).isInstanceOf(Answer.Refused.class);
    MemberRemoved fact = run.fact(EventType.MEMBER_REMOVED, MemberRemoved.class).orElseThrow();
    assertThat(fact.members()).isEmpty();
    assertThat(fact.configVersion()).isEqualTo(run.set.configuration().version());
  }

  @Test
  void anAbortBeforeAnythingWasIntendedIsAnsweredAtOnce() {
    // Given
    PureRun run = new PureRun();
    // When
    run.abort();
    run.run(LONG);
    // Then
    MemberRemoved fact = run.fact(EventType.MEMBER_REMOVED, MemberRemoved.class).orElseThrow();
    assertThat(fact.members()).isEmpty();
    assertThat(fact.configVersion()).isNull();
    assertThat(run.set.sent()).isEmpty();
  }

  @Test
  void aPlantedDifferenceHoldsAndWipesNothing() {
    // Given: one document of the new member differs as soon as it is copied
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.beforeEachCall(
        () -> {
          var orders = run.set.member(PureRun.NEW).data.get("shop.orders");
          if (orders != null) {
            orders.put(37, "shop.orders 38");
          }
        });
    // When
    Journal journal = run.run(Duration.ofMinutes(2));
    // Then
    assertThat(journal.direction()).isEqualTo(Direction.FORWARD);
    assertThat(journal.attention()).isNotNull();
    assertThat(journal.attention().code()).isEqualTo("PROOF_MISMATCH");
    assertThat(journal.attention().detail())
        .contains("shop.orders", "[37, 38)", PureRun.NEW, "1 documents");
    assertThat(run.said(EventType.ATTENTION_REQUESTED)).isEqualTo(1);
    assertThat(run.said(EventType.EXPANSION_ABORTED)).isZero();
    assertThat(run.set.configuration().member(9).orElseThrow())
        .returns(0, MemberEntry::votes)
        .returns(true, MemberEntry::hidden);
    assertThat(run.set.member(PureRun.NEW).data.get("shop.orders")).hasSize(50);
    // When: a person repairs it
    run.set.beforeEachCall(() -> {});
    run.set.member(PureRun.NEW).data.get("shop.orders").put(37, "shop.orders 37");
    run.run(LONG);
    // Then
    assertThat(run.said(EventType.SYNC_COMPLETED)).isEqualTo(1);
    assertThat(run.said(EventType.ATTENTION_REQUESTED)).isEqualTo(2);
  }

  @Test
  void aMissingNamespaceHoldsToo() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.beforeEachCall(() -> run.set.member(PureRun.NEW).data.remove("mixed.empty"));
    // When
    Journal journal = run.run(Duration.ofMinutes(2));
    // Then
    assertThat(journal.attention()).isNotNull();
    assertThat(journal.attention().code()).isEqualTo("PROOF_MISMATCH");
    assertThat(journal.attention().detail()).contains("mixed.empty");
  }

  @Test
  void aForeignChangeEndsItAndIsKept() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    AtomicInteger calls = new AtomicInteger();
    run.set.beforeEachCall(
        () -> {
          if (calls.incrementAndGet() == 12) {
            BsonDocument other = run.set.configuration().document();
            other.put("version", new BsonInt32((int) run.set.configuration().version() + 1));
            other
                .getArray("members")
                .get(1)
                .asDocument()
                .put("tags", BsonDocument.parse("{use:'reports'}"));
            run.set.foreign(ReplicaSetConfiguration.of(other));
          }
        });
    // When
    run.run(LONG);
    // Then
    assertThat(cause(run)).isEqualTo("PLAN_OUTDATED");
    assertThat(run.said(EventType.MEMBER_REMOVED)).isEqualTo(1);
    assertThat(run.set.configuration().member(9)).isEmpty();
    assertThat(run.set.configuration().member(1).orElseThrow().tags())
        .containsEntry("use", "reports");
  }

  @Test
  void anEntryThatSomebodyChangedIsNotRemoved() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    AtomicInteger calls = new AtomicInteger();
    run.set.beforeEachCall(
        () -> {
          if (calls.incrementAndGet() == 12) {
            BsonDocument other = run.set.configuration().document();
            other.put("version", new BsonInt32((int) run.set.configuration().version() + 1));
            other
                .getArray("members")
                .get(3)
                .asDocument()
                .put("tags", BsonDocument.parse("{use:'reports'}"));
            run.set.foreign(ReplicaSetConfiguration.of(other));
          }
        });
    // When
    Journal journal = run.run(Duration.ofMinutes(5));
    // Then
    assertThat(journal.direction()).isEqualTo(Direction.BACK);
    assertThat(journal.attention()).isNotNull();
    assertThat(journal.attention().code()).isEqualTo("NEEDS_ATTENTION");
    assertThat(run.set.configuration().member(9)).isPresent();
    assertThat(run.said(EventType.MEMBER_REMOVED)).isZero();
  }

  @Test
  void aVoterIsNotMissedByTheWayBack() {
    // Given: an abort while the vote is given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.afterEachCall(
        () -> {
          if (run.set.configuration().voters() == 4
              && run.journal().direction() == Direction.FORWARD) {
            run.abort();
          }
        });
    // When
    run.run(LONG);
    // Then
    assertThat(run.set.installed().stream().map(ReplicaSetConfiguration::voters))
        .containsExactly(3, 4, 3, 3);
    assertThat(run.set.configuration().member(9)).isEmpty();
    assertThat(run.fact(EventType.MEMBER_REMOVED, MemberRemoved.class).orElseThrow().members())
        .hasSize(1);
  }

  @Test
  void theWayBackWaitsForAHealthyMajorityAndGoesOnByItself() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    AtomicInteger calls = new AtomicInteger();
    run.set.beforeEachCall(
        () -> {
          if (calls.incrementAndGet() == 12) {
            run.set.member("db1:27017").healthy = false;
            run.set.member("db2:27017").healthy = false;
            run.abort();
          }
        });
    // When
    Journal journal = run.run(Duration.ofMinutes(1));
    // Then
    assertThat(journal.attention()).isNotNull();
    assertThat(run.set.configuration().member(9)).isPresent();
    // When
    run.set.member("db1:27017").healthy = true;
    run.run(LONG);
    // Then
    assertThat(run.set.configuration().member(9)).isEmpty();
    assertThat(run.said(EventType.MEMBER_REMOVED)).isEqualTo(1);
  }

  @Test
  void theVoteWaitsForIndexBuildsAndHealth() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.member("db1:27017").indexBuilds = List.of("shop.orders");
    // When
    Journal journal = run.run(Duration.ofMinutes(2));
    // Then
    assertThat(run.set.configuration().voters()).isEqualTo(3);
    assertThat(journal.direction()).isEqualTo(Direction.FORWARD);
    // When
    run.set.member("db1:27017").indexBuilds = List.of();
    run.run(LONG);
    // Then
    assertThat(run.said(EventType.SYNC_COMPLETED)).isEqualTo(1);
  }

  @Test
  void aStandstillAsksAndGoesOn() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.member(PureRun.NEW).syncLooks = Integer.MAX_VALUE;
    run.set.member(PureRun.NEW).syncStatus =
        BsonDocument.parse("{approxTotalBytesCopied:7,approxTotalDataSize:100}");
    // When
    Journal journal = run.run(Duration.ofMinutes(11));
    // Then
    assertThat(journal.attention()).isNotNull();
    assertThat(journal.attention().code()).isEqualTo("SYNC_STALLED");
    // When
    run.set.member(PureRun.NEW).syncLooks = 3;
    run.run(LONG);
    // Then
    assertThat(run.said(EventType.SYNC_COMPLETED)).isEqualTo(1);
    assertThat(run.journal().attention()).isNull();
  }

  @Test
  void aSynchronizationThatGaveUpIsTakenBack() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.member(PureRun.NEW).syncLooks = Integer.MAX_VALUE;
    run.set.member(PureRun.NEW).syncStatus =
        BsonDocument.parse(
            "{failedInitialSyncAttempts:10,maxFailedInitialSyncAttempts:10,initialSyncAttempts:[{status:'OplogStartMissing'}]}");
    // When
    run.run(LONG);
    // Then
    ExpansionAborted fact =
        run.fact(EventType.EXPANSION_ABORTED, ExpansionAborted.class).orElseThrow();
    assertThat(fact.cause().code()).isEqualTo("SYNC_FAILED");
    assertThat(fact.cause().detail()).contains("OplogStartMissing");
    assertThat(run.set.configuration().member(9)).isEmpty();
  }

  @Test
  void aMemberThatOthersDoNotReachIsNamedWithThePair() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.member(PureRun.NEW).healthy = false;
    // When
    run.run(LONG);
    // Then
    ExpansionAborted fact =
        run.fact(EventType.EXPANSION_ABORTED, ExpansionAborted.class).orElseThrow();
    assertThat(fact.cause().code()).isEqualTo("HOST_UNREACHABLE");
    assertThat(fact.cause().detail()).contains("db1:27017 to db9:27017: connection refused");
  }

  @Test
  void assumptionsThatNoLongerHoldEndItBeforeAnythingIsTouched() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.fcv(new CompatibilityVersion("5.0", null));
    // When
    run.run(LONG);
    // Then
    assertThat(cause(run)).isEqualTo("PLAN_OUTDATED");
    assertThat(run.set.sent()).isEmpty();
    assertThat(run.said(EventType.MEMBER_REMOVED)).isEqualTo(1);
  }

  @Test
  void anUncommittedConfigurationIsWaitedFor() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.set.committed(false);
    // When
    run.run(Duration.ofMinutes(1));
    // Then
    assertThat(run.set.sent()).isEmpty();
    // When
    run.set.committed(true);
    run.run(LONG);
    // Then
    assertThat(run.said(EventType.SYNC_COMPLETED)).isEqualTo(1);
  }

  @Test
  void anAbortAfterTheEndIsRefused() {
    // Given
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    run.run(LONG);
    // When
    run.abort();
    run.run(LONG);
    // Then
    assertThat(run.journal().direction()).isEqualTo(Direction.FORWARD);
    assertThat(run.said(EventType.MEMBER_REMOVED)).isZero();
    assertFinal(run.set.configuration(), 9);
  }

  private static int callsOfAWholeRun() {
    PureRun run = new PureRun().installed(Expansions.member(9, PureRun.NEW));
    AtomicInteger calls = new AtomicInteger();
    run.set.beforeEachCall(calls::incrementAndGet);
    run.run(LONG);
    return calls.get();
  }

  private static void interrupt(PureRun run, int at, boolean after, Runnable action) {
    AtomicInteger calls = new AtomicInteger();
    Runnable counting =
        () -> {
          if (calls.incrementAndGet() == at) {
            action.run();
          }
        };
    if (after) {
      run.set.afterEachCall(counting);
    } else {
      run.set.beforeEachCall(counting);
    }
  }

  private static void assertFinal(ReplicaSetConfiguration configuration, int id) {
    assertThat(configuration.member(id).orElseThrow())
        .returns(1, MemberEntry::votes)
        .returns(1.0, MemberEntry::priority)
        .returns(false, MemberEntry::hidden);
    assertThat(configuration.member(id).orElseThrow().tags()).containsEntry("site", "cloud");
  }

  private static void assertLateCommandsAreRefused(PureRun run, String where) {
    for (ReplicaSetConfiguration late : run.set.sent()) {
      if (late.members().stream().anyMatch(member -> member.id() == 9)) {
        assertThat(run.set.arrive(late)).as(where).isInstanceOf(Answer.Refused.class);
      }
    }
  }

  private static String cause(PureRun run) {
    return run.fact(EventType.EXPANSION_ABORTED, ExpansionAborted.class)
        .map(fact -> fact.cause().code())
        .orElseGet(
            () ->
                run.fact(EventType.ATTENTION_REQUESTED, AttentionRequested.class)
                    .map(fact -> "held: " + fact.cause())
                    .orElse("nothing said"));
  }
}
