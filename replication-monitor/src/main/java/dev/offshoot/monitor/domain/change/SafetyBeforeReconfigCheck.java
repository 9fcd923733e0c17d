package dev.offshoot.monitor.domain.change;

import dev.offshoot.mongoadmin.domain.ImplicitDefault;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.ExpansionGoal;
import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.monitor.domain.PlanAssumptions;
import dev.offshoot.monitor.domain.PrimaryReading;
import java.util.List;
import java.util.Optional;

/**
 * Checks the plan's assumptions again immediately before a reconfig. Before a vote it is stricter:
 * every voter healthy, no index build running, the new member a healthy secondary. Outdated wins
 * over not yet.
 */
public final class SafetyBeforeReconfigCheck {

  private static final String PLAN_OUTDATED = "PLAN_OUTDATED";

  private final ExpansionGoal goal;
  private final PrimaryReading primary;
  private final List<MemberReading> members;
  private final ReconfigChange change;

  private SafetyBeforeReconfigCheck(
      ExpansionGoal goal,
      PrimaryReading primary,
      List<MemberReading> members,
      ReconfigChange change) {
    this.goal = goal;
    this.primary = primary;
    this.members = members;
    this.change = change;
  }

  /**
   * @param goal what was planned, and on what
   * @param primary what the primary said just now
   * @param members what every configured member said just now
   * @param change the reconfig to be sent
   */
  public static Verdict check(
      ExpansionGoal goal,
      PrimaryReading primary,
      List<MemberReading> members,
      ReconfigChange change) {
    SafetyBeforeReconfigCheck check = new SafetyBeforeReconfigCheck(goal, primary, members, change);
    return check.outdated().or(check::notYet).orElseGet(Verdict.MayGo::new);
  }

  private Optional<Verdict> outdated() {
    PlanAssumptions plan = goal.assumptions();
    if (!primary.fcv().version().equals(plan.fcv())) {
      return stale(
          "featureCompatibilityVersion is "
              + primary.fcv().version()
              + ", planned on "
              + plan.fcv());
    }
    if (!primary.writeConcern().equals(plan.writeConcern())) {
      return stale(
          "the default write concern is "
              + primary.writeConcern()
              + ", planned on "
              + plan.writeConcern());
    }
    return implicitWriteConcern().or(this::versions).or(this::priority);
  }

  private Optional<Verdict> implicitWriteConcern() {
    ReplicaSetConfiguration now = primary.configuration();
    boolean changes =
        !primary.writeConcern().explicit()
            && ImplicitDefault.of(now) != ImplicitDefault.of(change.applyTo(now));
    return changes
        ? Optional.of(
            new Verdict.Outdated(
                "WRITE_CONCERN_WOULD_CHANGE",
                "to " + change.describe() + " would change the implicit write concern"))
        : Optional.empty();
  }

  private Optional<Verdict> versions() {
    for (MemberReading member : members) {
      Optional<String> version = member.version().answer();
      if (version.isPresent() && !goal.assumptions().versions().contains(version.get())) {
        return stale(
            member.address()
                + " runs mongod "
                + version.get()
                + ", planned on "
                + goal.assumptions().versions());
      }
    }
    return Optional.empty();
  }

  private Optional<Verdict> priority() {
    double limit =
        primary.configuration().member(primary.address()).map(MemberEntry::priority).orElse(0.0);
    return change.kind() == ChangeKind.VISIBLE && change.wanted().priority() > limit
        ? Optional.of(
            new Verdict.Outdated(
                "PRIORITY_CAUSES_ELECTION",
                "priority %s of %s is above the primary's %s"
                    .formatted(change.wanted().priority(), change.address(), limit)))
        : Optional.empty();
  }

  private Optional<Verdict> notYet() {
    if (primary.fcv().changingTo().isPresent()) {
      return later("featureCompatibilityVersion changes to " + primary.fcv().changingTo().get());
    }
    for (MemberEntry member : primary.configuration().members()) {
      Optional<Verdict> found = member(member);
      if (found.isPresent()) {
        return found;
      }
    }
    return change.kind() == ChangeKind.VOTE ? quiet() : Optional.empty();
  }

  private Optional<Verdict> member(MemberEntry member) {
    boolean strict = change.kind() == ChangeKind.VOTE && member.countsAsVoter();
    boolean concerned = member.id() == change.memberId();
    // Beside the one concerned, our own new members may still synchronize.
    if (goal.adds(member.id()) && !concerned && !member.countsAsVoter()) {
      return Optional.empty();
    }
    if (!strict && !concerned && goal.assumptions().unhealthy().covers(member.address())) {
      return Optional.empty();
    }
    Optional<MemberStatusRow> row = primary.status().row(member.id());
    if (row.isEmpty() || !row.get().healthy() || !row.get().state().isInService()) {
      return later(
          member.address()
              + " is "
              + row.map(seen -> seen.state().name()).orElse("unknown")
              + " to the primary");
    }
    return Optional.empty();
  }

  private Optional<Verdict> quiet() {
    for (MemberEntry member : primary.configuration().members()) {
      if (member.arbiterOnly()) {
        continue;
      }
      Optional<MemberActivity> activity =
          members.stream()
              .filter(reading -> reading.address().equals(member.address()))
              .findFirst()
              .flatMap(reading -> reading.activity().answer());
      if (activity.isEmpty()) {
        return later(member.address() + " does not say whether it builds indexes");
      }
      if (!activity.get().indexBuilds().isEmpty()) {
        return later(member.address() + " builds indexes on " + activity.get().indexBuilds());
      }
      if (activity.get().fsyncLocked()) {
        return later(member.address() + " is locked by fsyncLock");
      }
    }
    return secondary();
  }

  private Optional<Verdict> secondary() {
    Optional<MemberState> state =
        members.stream()
            .filter(reading -> reading.address().equals(change.address()))
            .findFirst()
            .flatMap(reading -> reading.status().answer())
            .map(status -> status.myState());
    return state.equals(Optional.of(MemberState.SECONDARY))
        ? Optional.empty()
        : later(
            change.address() + " is " + state.map(Enum::name).orElse("silent") + ", no secondary");
  }

  private static Optional<Verdict> stale(String reason) {
    return Optional.of(new Verdict.Outdated(PLAN_OUTDATED, reason));
  }

  private static Optional<Verdict> later(String reason) {
    return Optional.of(new Verdict.NotYet(reason));
  }
}
