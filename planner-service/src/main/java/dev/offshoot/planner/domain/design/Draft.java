package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.PlanningInput;
import java.util.List;

/**
 * What the plan would be; parts that could not be chosen are null inside, and refused by a check.
 *
 * @param input what it depends on
 * @param set the observed set
 * @param host provider and shape
 * @param members members to add
 * @param software mongod to install
 * @param sequence configurations on the way
 */
public record Draft(
    PlanningInput input,
    ReplicaSet set,
    HostChoice host,
    List<NewMember> members,
    SoftwareChoice software,
    Sequence sequence) {

  /** Copies the list. */
  public Draft {
    members = List.copyOf(members);
  }

  /** Chooses everything that can be chosen. */
  public static Draft of(PlanningInput input) {
    ReplicaSet set = new ReplicaSet(input.observation());
    HostChoice host = HostChoice.of(input, set);
    List<NewMember> members = new MemberDesign(input, set, host).members();
    return new Draft(
        input,
        set,
        host,
        members,
        SoftwareChoice.of(set, input.catalogue()),
        Sequence.of(set, members));
  }

  /** Size and time of the copy. */
  public CopyForecast forecast() {
    return new CopyForecast(set);
  }
}
