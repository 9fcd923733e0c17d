package dev.offshoot.state.app;

import dev.offshoot.contracts.CopyProgress;
import dev.offshoot.contracts.MemberProgress;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.state.domain.ExpansionProjection;
import dev.offshoot.state.domain.ExpansionStatus;
import dev.offshoot.state.domain.ExpansionStep;
import dev.offshoot.state.domain.Happening;
import dev.offshoot.state.domain.StepStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays the latest progress over what is stored of an expansion. */
public final class ShowExpansion {

  private ShowExpansion() {}

  /** The expansion as its user sees it now. */
  public static ExpansionView view(StoredExpansion stored) {
    Projection projection = stored.content().projection();
    Telemetry telemetry = stored.content().telemetry();
    ExpansionProjection life =
        ExpansionProjection.of(happenings(projection, telemetry), projection.measured());
    SyncProgressed latest = telemetry.latest();
    List<ExpansionView.ProofView> proofs =
        projection.proofs().stream().map(ExpansionView.ProofView::of).toList();
    return new ExpansionView(
        stored.id(),
        stored.deployment(),
        life.status(),
        life.cancellationRequested(),
        stored.createdAt(),
        stored.opening().requestedBy(),
        ExpansionView.tree(stored.opening().request()),
        projection.plan(),
        steps(life, latest),
        members(projection, life.status(), latest),
        progress(life.status(), latest),
        proofs.isEmpty() ? null : proofs.getFirst(),
        proofs,
        life.failure(),
        projection.refusals(),
        projection.configurations());
  }

  /** The last look at a copy says nothing about an expansion that is over. */
  private static ExpansionView.@Nullable Progress progress(
      ExpansionStatus status, @Nullable SyncProgressed latest) {
    CopyProgress copy = latest == null || status.isOver() ? null : latest.copy();
    return latest == null || copy == null ? null : ExpansionView.Progress.of(copy, latest.at());
  }

  private static List<Happening> happenings(Projection projection, Telemetry telemetry) {
    List<Happening> all = new ArrayList<>(projection.happenings());
    telemetry
        .firstSeen()
        .forEach(
            (step, at) -> {
              Happening.Kind kind = seen(step);
              if (kind != null) {
                all.add(Happening.of(kind, at));
              }
            });
    return all;
  }

  private static Happening.@Nullable Kind seen(String step) {
    return switch (step) {
      case "synchronize" -> Happening.Kind.SYNCHRONIZE_SEEN;
      case "verify" -> Happening.Kind.VERIFY_SEEN;
      case "promote" -> Happening.Kind.PROMOTE_SEEN;
      default -> null;
    };
  }

  private static List<ExpansionStep> steps(
      ExpansionProjection life, @Nullable SyncProgressed latest) {
    if (latest == null) {
      return life.steps();
    }
    return life.steps().stream()
        .map(
            step ->
                step.status() == StepStatus.RUNNING && step.name().equals(latest.step())
                    ? new ExpansionStep(
                        step.name(), step.status(), step.startedAt(), null, latest.detail())
                    : step)
        .toList();
  }

  private static List<Projection.Member> members(
      Projection projection, ExpansionStatus status, @Nullable SyncProgressed latest) {
    if (latest == null || status.isOver()) {
      return projection.members();
    }
    return projection.members().stream()
        .map(
            member ->
                latest.members().stream()
                    .filter(m -> m.memberId() == member.id() && !member.state().equals("REMOVED"))
                    .findFirst()
                    .map(MemberProgress::state)
                    .map(state -> new Projection.Member(member.id(), member.address(), state))
                    .orElse(member))
        .toList();
  }
}
