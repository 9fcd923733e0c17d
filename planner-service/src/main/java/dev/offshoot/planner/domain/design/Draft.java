package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.PlanningInput;
import dev.offshoot.planner.domain.offered.OfferedShape;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the plan would be; parts that could not be chosen are null inside, and refused by a check.
 *
 * @param input what it depends on
 * @param set the observed set
 * @param host provider and shape
 * @param need what a host must have
 * @param members members to add
 * @param software mongod to install
 * @param sequence configurations on the way
 */
public record Draft(
    PlanningInput input,
    ReplicaSet set,
    HostChoice host,
    HostNeed need,
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
    HostChoice place = HostChoice.of(input, set);
    List<NewMember> members = new MemberDesign(input, set, place).members();
    HostNeed need = HostNeed.of(set, members.stream().anyMatch(member -> member.priority() > 0));
    return new Draft(
        input,
        set,
        place.sized(need),
        need,
        members,
        SoftwareChoice.of(set, input.catalogue(), input.request().host()),
        Sequence.of(set, members));
  }

  /** The size of a member's host, or the machine it takes; null where none could be chosen. */
  @Nullable OfferedShape shapeOf(NewMember member) {
    return host.ofPool() ? member.machine() : host.shape();
  }

  /** The sizes of hosts, each once, or the machines to claim. */
  public List<OfferedShape> shapes() {
    return members.stream().map(this::shapeOf).flatMap(Stream::ofNullable).distinct().toList();
  }

  /** Size of the data disk to make for each host; null where hosts have their own, or no shape. */
  public @Nullable Long volumeBytes() {
    OfferedShape shape = host.shape();
    return shape == null ? null : VolumeSize.bytes(shape, need);
  }

  /** Size and time of the copy. */
  public CopyForecast forecast() {
    return new CopyForecast(set);
  }
}
