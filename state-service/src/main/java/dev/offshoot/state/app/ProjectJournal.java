package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.BinariesInstalled;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.PlanRejected;
import dev.offshoot.contracts.Refusal;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.OutboxEntry;
import dev.offshoot.stage.domain.ReceivedEvent;
import dev.offshoot.state.domain.Happening;
import dev.offshoot.state.domain.Happening.Kind;
import dev.offshoot.state.domain.StepName;
import dev.offshoot.state.domain.StepSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reduces a journal to what the user sees: the same journal gives the same projection, so doing it
 * again after a crash, or after an event that came twice, changes nothing.
 */
final class ProjectJournal {

  private ProjectJournal() {}

  /**
   * @param refused why it was refused after it was opened, if it was
   */
  static Projection of(Journal journal, @Nullable Happening refused) {
    Optional<SyncCompleted> completed =
        JournalReading.first(journal, EventType.SYNC_COMPLETED, SyncCompleted.class);
    return new Projection(
        happenings(journal, refused),
        completed.map(ProjectJournal::measured).orElse(List.of()),
        plan(journal),
        NewMembers.of(journal),
        refusals(journal),
        completed.map(SyncCompleted::proofs).orElse(List.of()),
        InstalledConfigurations.of(journal));
  }

  private static @Nullable JsonNode plan(Journal journal) {
    return JournalReading.plan(journal).map(PlanCreated::plan).orElse(null);
  }

  private static List<Refusal> refusals(Journal journal) {
    return JournalReading.first(journal, EventType.PLAN_REJECTED, PlanRejected.class)
        .map(PlanRejected::reasons)
        .orElse(List.of());
  }

  private static List<StepSpan> measured(SyncCompleted completed) {
    return completed.times().stream()
        .flatMap(
            time ->
                StepName.of(time.step())
                    .map(step -> new StepSpan(step, time.startedAt(), time.finishedAt()))
                    .stream())
        .toList();
  }

  private static List<Happening> happenings(Journal journal, @Nullable Happening refused) {
    List<Happening> all = new ArrayList<>();
    for (ReceivedEvent event : journal.events().received()) {
      happening(event).ifPresent(all::add);
    }
    for (OutboxEntry entry : journal.events().outbox()) {
      if (entry.type() == EventType.STATE_OBSERVED) {
        all.add(Happening.of(Kind.OBSERVED, entry.time()));
      }
    }
    if (refused != null) {
      all.add(refused);
    }
    return all;
  }

  private static Optional<Happening> happening(ReceivedEvent event) {
    Instant at = event.receivedAt();
    return switch (event.type()) {
      case EXPANSION_REQUESTED -> Optional.of(requested(event));
      case PLAN_CREATED -> Optional.of(Happening.of(planned(event), at));
      case PLAN_REJECTED -> Optional.of(rejected(event));
      case PLAN_APPROVED -> Optional.of(Happening.of(Kind.APPROVED, at));
      case RESOURCE_PROVISIONED -> Optional.of(Happening.of(Kind.PROVISIONED, at));
      case BINARIES_INSTALLED ->
          Optional.of(
              new Happening(
                  Kind.INSTALLED,
                  at,
                  null,
                  HostNotes.of(JournalReading.read(event, BinariesInstalled.class)).orElse(null)));
      case MEMBER_ADDED -> Optional.of(Happening.of(Kind.SYNCHRONIZE_SEEN, at));
      case MEMBER_PROMOTED -> Optional.of(Happening.of(Kind.PROMOTE_SEEN, at));
      case SYNC_COMPLETED -> Optional.of(Happening.of(Kind.COMPLETED, at));
      case EXPANSION_ABORTED ->
          Optional.of(
              Happening.of(
                  Kind.ABORTED, at, JournalReading.read(event, ExpansionAborted.class).cause()));
      case MEMBER_REMOVED -> Optional.of(Happening.of(Kind.MEMBER_REMOVED, at));
      case BINARIES_REMOVED -> Optional.of(Happening.of(Kind.BINARIES_REMOVED, at));
      case RESOURCE_RELEASED -> Optional.of(Happening.of(Kind.RELEASED, at));
      case ATTENTION_REQUESTED -> Optional.of(attention(event));
      case STATE_OBSERVED,
          SYNC_PROGRESSED,
          EXPANSION_CLOSED,
          DEPLOYMENT_CHANGED,
          CATALOGUE_ANNOUNCED,
          LEFTOVERS_FOUND,
          HOST_OFFERED,
          HOST_SEEN,
          HOST_LOST,
          HOST_REMOVAL_REQUESTED,
          HOST_DETACH_REQUESTED,
          HOST_WITHDRAWN,
          HOST_DETACHED,
          LEFTOVER_REMOVAL_REQUESTED,
          LEFTOVER_FOUND_EMPTY ->
          Optional.empty();
    };
  }

  private static Happening requested(ReceivedEvent event) {
    Cause refusal = JournalReading.read(event, Opening.class).refusal();
    return refusal == null
        ? Happening.of(Kind.REQUESTED, event.receivedAt())
        : Happening.of(Kind.REFUSED, event.receivedAt(), refusal);
  }

  private static Kind planned(ReceivedEvent event) {
    return switch (JournalReading.read(event, PlanCreated.class).approval()) {
      case "automatic" -> Kind.PLANNED_AUTOMATICALLY;
      case "plan-only" -> Kind.PLANNED_ONLY;
      default -> Kind.PLANNED;
    };
  }

  private static Happening rejected(ReceivedEvent event) {
    List<Refusal> reasons = JournalReading.read(event, PlanRejected.class).reasons();
    Cause cause =
        reasons.isEmpty()
            ? new Cause("plan", "REJECTED", "The planner gave no reason.", "See the planner's log.")
            : new Cause(
                "plan",
                reasons.getFirst().code(),
                reasons.getFirst().detail(),
                reasons.getFirst().remedy());
    return Happening.of(Kind.PLAN_REFUSED, event.receivedAt(), cause);
  }

  private static Happening attention(ReceivedEvent event) {
    AttentionRequested asked = JournalReading.read(event, AttentionRequested.class);
    return Happening.of(
        asked.resolved() ? Kind.ATTENTION_RESOLVED : Kind.ATTENTION,
        event.receivedAt(),
        asked.cause());
  }
}
