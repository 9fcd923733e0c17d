package dev.offshoot.monitor.domain;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one expansion is to do to the set.
 *
 * @param assumptions what must still hold
 * @param members members to add, in the plan's order
 * @param oplogWindow projected window of the sync source; null when the plan has none
 */
public record ExpansionGoal(
    PlanAssumptions assumptions, List<WantedMember> members, @Nullable Duration oplogWindow) {

  /** Copies the list. */
  public ExpansionGoal {
    members = List.copyOf(members);
  }

  /** Whether this _id is one of the members to add. */
  public boolean adds(int id) {
    return members.stream().anyMatch(member -> member.id() == id);
  }

  /** Where the set is looked for: the members planned on, in the configuration's order. */
  public List<MemberAddress> known() {
    List<MemberAddress> known = new ArrayList<>();
    for (MemberEntry member : assumptions.configuration().members()) {
      known.add(member.address());
    }
    return List.copyOf(known);
  }
}
