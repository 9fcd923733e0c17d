package dev.offshoot.monitor.domain.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.ExpansionGoal;
import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.monitor.domain.PlanAssumptions;
import dev.offshoot.monitor.domain.PlanAssumptions.AcceptedUnhealthy;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.monitor.domain.Sets;
import dev.offshoot.monitor.domain.WantedMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafetyBeforeReconfigCheckTest {

  private final ReplicaSetConfiguration base = Sets.three();
  private final ExpansionGoal goal = Sets.goal(base, Sets.NEW);
  private final ReconfigChange add = ReconfigChange.of(ChangeKind.ADD, Sets.NEW);
  private final ReconfigChange vote = ReconfigChange.of(ChangeKind.VOTE, Sets.NEW);
  private final ReplicaSetConfiguration added = add.applyTo(base);

  @Test
  void aSetAsPlannedMayBeChanged() {
    assertThat(check(goal, Sets.reading(base), add)).isInstanceOf(Verdict.MayGo.class);
    assertThat(check(goal, Sets.reading(added), vote)).isInstanceOf(Verdict.MayGo.class);
  }

  @Test
  void anotherFcvIsOutdatedAndAChangingOneIsWaitedFor() {
    PrimaryReading now = Sets.reading(base);
    assertThat(check(goal, withFcv(now, new CompatibilityVersion("5.0", null)), add))
        .isInstanceOf(Verdict.Outdated.class);
    assertThat(check(goal, withFcv(now, new CompatibilityVersion("6.0", "5.0")), add))
        .isInstanceOf(Verdict.NotYet.class);
  }

  @Test
  void anotherDefaultWriteConcernIsOutdated() {
    PrimaryReading now = Sets.reading(base);
    PrimaryReading other =
        new PrimaryReading(
            now.address(),
            now.current(),
            now.status(),
            now.fcv(),
            new DefaultWriteConcern(true, "1"));
    assertThat(check(goal, other, add)).isInstanceOf(Verdict.Outdated.class);
  }

  @Test
  void aChangeOfTheImplicitWriteConcernIsRefused() {
    // 3 of 4 voters bear data: w:1, as 3 is no more than the majority. 4 of 5 do: majority.
    ReplicaSetConfiguration psa =
        Sets.configuration(
            "votes:1,priority:1",
            "votes:1,priority:1",
            "votes:1,priority:1",
            "votes:1,priority:0,arbiterOnly:true");
    ReplicaSetConfiguration with = add.applyTo(psa);
    assertThat(check(Sets.goal(psa, Sets.NEW), Sets.reading(with), vote))
        .isInstanceOfSatisfying(
            Verdict.Outdated.class,
            outdated -> assertThat(outdated.code()).isEqualTo("WRITE_CONCERN_WOULD_CHANGE"));
  }

  @Test
  void anotherVersionOnAMemberIsOutdated() {
    List<MemberReading> members = new ArrayList<>(Sets.members(base));
    MemberReading one = members.get(1);
    members.set(
        1,
        new MemberReading(
            one.address(), one.status(), one.activity(), new Answer.Answered<>("7.0.1")));
    assertThat(SafetyBeforeReconfigCheck.check(goal, Sets.reading(base), members, add))
        .isInstanceOf(Verdict.Outdated.class);
  }

  @Test
  void anUnhealthyMemberIsWaitedForUnlessItWasAccepted() {
    assertThat(check(goal, Sets.reading(base, 2), add)).isInstanceOf(Verdict.NotYet.class);
    assertThat(check(accepting(), Sets.reading(base, 2), add)).isInstanceOf(Verdict.MayGo.class);
  }

  @Test
  void theVoteWaitsForEveryVoterAcceptedOrNot() {
    assertThat(check(accepting(), Sets.reading(added, 2), vote)).isInstanceOf(Verdict.NotYet.class);
    assertThat(check(goal, Sets.reading(added, 9), vote)).isInstanceOf(Verdict.NotYet.class);
  }

  @Test
  void theVoteWaitsForIndexBuildsAndLocksAndSilence() {
    List<Answer<MemberActivity>> busy =
        List.of(
            new Answer.Answered<>(new MemberActivity(false, List.of("shop.orders"))),
            new Answer.Answered<>(new MemberActivity(true, List.of())),
            new Answer.Unreachable<>("down"));
    for (Answer<MemberActivity> activity : busy) {
      List<MemberReading> members = new ArrayList<>(Sets.members(added));
      MemberReading one = members.get(1);
      members.set(1, new MemberReading(one.address(), one.status(), activity, one.version()));
      assertThat(SafetyBeforeReconfigCheck.check(goal, Sets.reading(added), members, vote))
          .as(activity.toString())
          .isInstanceOf(Verdict.NotYet.class);
      assertThat(
              SafetyBeforeReconfigCheck.check(goal, Sets.reading(base), members.subList(0, 3), add))
          .isInstanceOf(Verdict.MayGo.class);
    }
  }

  @Test
  void aPriorityAboveThePrimarysIsRefused() {
    WantedMember high =
        new WantedMember(9, Sets.address(9), 1, 2, false, Map.of("site", "cloud"), Map.of());
    assertThat(
            check(
                Sets.goal(base, high),
                Sets.reading(added),
                ReconfigChange.of(ChangeKind.VISIBLE, high)))
        .isInstanceOfSatisfying(
            Verdict.Outdated.class,
            outdated -> assertThat(outdated.code()).isEqualTo("PRIORITY_CAUSES_ELECTION"));
    assertThat(check(goal, Sets.reading(added), ReconfigChange.of(ChangeKind.VISIBLE, Sets.NEW)))
        .isInstanceOf(Verdict.MayGo.class);
  }

  @Test
  void anotherNewMemberThatSynchronizesIsNotWaitedFor() {
    WantedMember second = Sets.wanted(10);
    assertThat(
            check(
                Sets.goal(base, Sets.NEW, second),
                Sets.reading(added, 9),
                ReconfigChange.of(ChangeKind.ADD, second)))
        .isInstanceOf(Verdict.MayGo.class);
  }

  private ExpansionGoal accepting() {
    PlanAssumptions plan = goal.assumptions();
    return new ExpansionGoal(
        new PlanAssumptions(
            plan.configuration(),
            plan.versions(),
            plan.fcv(),
            plan.writeConcern(),
            new AcceptedUnhealthy(false, List.of(Sets.address(2)))),
        goal.members(),
        null);
  }

  private static PrimaryReading withFcv(PrimaryReading now, CompatibilityVersion fcv) {
    return new PrimaryReading(now.address(), now.current(), now.status(), fcv, now.writeConcern());
  }

  private static Verdict check(ExpansionGoal goal, PrimaryReading primary, ReconfigChange change) {
    return SafetyBeforeReconfigCheck.check(
        goal, primary, Sets.members(primary.configuration()), change);
  }
}
