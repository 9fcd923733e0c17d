package dev.offshoot.monitor.domain.change;

import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.WantedMember;
import java.util.List;

/**
 * Orders the reconfigs of the way forward: first every member is added, then, only once all are
 * proven, every vote is given, and last every member is made visible. One reconfig per member and
 * kind, so that no step changes two voters.
 */
public final class PromotionPlanner {

  private PromotionPlanner() {}

  /** All additions, in the plan's order. */
  public static List<ReconfigChange> additions(List<WantedMember> members) {
    return changes(ChangeKind.ADD, members);
  }

  /** All votes; members that stay voteless have none. */
  public static List<ReconfigChange> votes(List<WantedMember> members) {
    return changes(ChangeKind.VOTE, members.stream().filter(member -> member.votes() > 0).toList());
  }

  /** All final shapes; what changes nothing is found out when it is looked at. */
  public static List<ReconfigChange> finalShapes(List<WantedMember> members) {
    return changes(ChangeKind.VISIBLE, members);
  }

  private static List<ReconfigChange> changes(ChangeKind kind, List<WantedMember> members) {
    return members.stream().map(member -> ReconfigChange.of(kind, member)).toList();
  }
}
