package dev.offshoot.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventFlow;
import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.domain.Acceptance.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

  private static final List<EventType> TYPES = List.of(EventType.values());
  private static final Journal NEW =
      Journal.unheardOf("0191d5c2-7f3a-7000-8000-000000000001", "orders");

  @Test
  void sameEventTwiceIsOnce() {
    // Given
    ReceivedEvent event = event(EventType.PLAN_CREATED, 1);
    Journal heard = Acceptance.decide(NEW, event, false).journal();

    // When
    Acceptance.Accepted again = Acceptance.decide(heard, event, false);

    // Then
    assertThat(again.verdict()).isEqualTo(Verdict.DUPLICATE);
    assertThat(again.journal()).isEqualTo(heard);
  }

  @Test
  void abortTurnsTheJournalAndFencesTheWorkerOff() {
    // Given
    Journal working =
        held(Acceptance.decide(NEW, event(EventType.PLAN_CREATED, 1), false).journal(), false);

    // When
    Acceptance.Accepted aborted =
        Acceptance.decide(working, event(EventType.EXPANSION_ABORTED, 2), false);

    // Then
    assertThat(aborted.journal().direction()).isEqualTo(Direction.BACK);
    assertThat(aborted.journal().lease()).isEqualTo(new Lease(null, working.lease().epoch() + 1));
  }

  @Test
  void abortIsTooLateAfterThePointOfNoReturn() {
    // Given
    Journal pastReturn = held(NEW, true);

    // When
    Acceptance.Accepted aborted =
        Acceptance.decide(pastReturn, event(EventType.EXPANSION_ABORTED, 2), false);

    // Then
    assertThat(aborted.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(aborted.journal().direction()).isEqualTo(Direction.FORWARD);
    assertThat(aborted.journal().lease()).isEqualTo(pastReturn.lease());
  }

  @Test
  void forwardFactAfterTheAbortIsRefusedButTheKeeperOfTheStoryRecordsIt() {
    // Given
    Journal back = Acceptance.decide(NEW, event(EventType.EXPANSION_ABORTED, 1), false).journal();
    ReceivedEvent late = event(EventType.BINARIES_INSTALLED, 2);

    // When / Then
    assertThat(Acceptance.decide(back, late, false).verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(Acceptance.decide(back, late, true).journal().first(EventType.BINARIES_INSTALLED))
        .contains(late);
  }

  @Test
  void factOfTheWayBackThatOvertakesTheAbortTurnsTheJournalToo() {
    // When
    Acceptance.Accepted removed = Acceptance.decide(NEW, event(EventType.MEMBER_REMOVED, 1), false);

    // Then
    assertThat(removed.journal().direction()).isEqualTo(Direction.BACK);
    assertThat(removed.journal().first(EventType.MEMBER_REMOVED)).isPresent();
  }

  @Test
  void closedIsForEver() {
    // Given
    Journal closed = Acceptance.decide(NEW, event(EventType.EXPANSION_CLOSED, 1), false).journal();

    // When / Then
    for (EventType type : EventType.values()) {
      Acceptance.Accepted later = Acceptance.decide(closed, event(type, 2), true);
      assertThat(later.verdict()).isEqualTo(Verdict.REFUSED);
      assertThat(later.journal().direction()).isEqualTo(Direction.CLOSED);
    }
  }

  @RepeatedTest(200)
  void noSequenceOfEventsTurnsBackForwardAgainOrLowersTheEpoch(RepetitionInfo repetition) {
    // Given
    Random random = new Random(repetition.getCurrentRepetition());
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      events.add(event(TYPES.get(random.nextInt(TYPES.size())), random.nextInt(20)));
    }

    // When / Then
    Journal journal = held(NEW, random.nextBoolean());
    for (ReceivedEvent event : events) {
      Journal next = Acceptance.decide(journal, event, random.nextBoolean()).journal();
      assertThat(next.direction()).isGreaterThanOrEqualTo(journal.direction());
      assertThat(next.lease().epoch()).isGreaterThanOrEqualTo(journal.lease().epoch());
      assertThat(next.direction() != journal.direction())
          .isEqualTo(next.lease().epoch() > journal.lease().epoch());
      assertThat(next.events().received().stream().map(ReceivedEvent::id)).doesNotHaveDuplicates();
      if (event.type().flow() == EventFlow.TELEMETRY) {
        assertThat(next.events().received()).isEqualTo(journal.events().received());
      }
      journal = next;
    }
  }

  private static ReceivedEvent event(EventType type, int number) {
    return new ReceivedEvent("e" + number, type, Instant.EPOCH, "{}");
  }

  private static Journal held(Journal journal, boolean pastReturn) {
    return new Journal(
        journal.expansionId(),
        journal.deployment(),
        journal.direction(),
        pastReturn,
        new Lease("worker-1", journal.lease().epoch() + 1),
        journal.revision() + 1,
        journal.events(),
        journal.state(),
        null);
  }
}
