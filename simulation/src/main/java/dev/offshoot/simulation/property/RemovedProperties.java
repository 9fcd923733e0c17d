package dev.offshoot.simulation.property;

import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.installer.app.Agents.Known;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.simulation.Plans;
import dev.offshoot.simulation.service.Removals;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.World;
import dev.offshoot.state.app.HeldHost;
import dev.offshoot.state.app.HostRemoval;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What must hold when nobody gives a host back any more. */
public final class RemovedProperties {

  private static final String REMOVED = "HOST_REMOVED";

  private final World world;
  private final Services services;
  private final Plans plans;
  private final Removals removals;
  private final RemovalProperties asked;
  private final Violations violations;

  /** At the end of this run. */
  public RemovedProperties(
      World world, Services services, Plans plans, Removals removals, RemovalProperties asked) {
    this.world = world;
    this.services = services;
    this.plans = plans;
    this.removals = removals;
    this.asked = asked;
    this.violations = world.violations();
  }

  /**
   * Checks every host.
   *
   * @param completed whether the expansion completed, so that its hosts were held
   * @return how removals ended
   */
  public String check(boolean completed) {
    TreeSet<String> codes = new TreeSet<>();
    for (PlannedMember member : plans.members()) {
      String host = member.host().requestId();
      List<String> own = removals.of(host);
      if (asked.confirmed().contains(host) && own.isEmpty()) {
        violations.add("a removal that was confirmed is recorded", host);
      }
      codes.addAll(removals.codes(host));
      refusalIsShown(member);
      own.stream().filter(id -> !removals.isOver(id)).forEach(id -> codes.add(open(member, id)));
      if (removals.codes(host).contains(REMOVED)) {
        nothingLeft(member);
      } else if (completed && own.stream().allMatch(removals::isOver)) {
        stays(member);
      }
    }
    return String.join(" ", codes);
  }

  /** Only a host that is lost may be waited for, and then a person is told. */
  private String open(PlannedMember member, String removal) {
    Optional<String> attention = removals.attention(removal);
    boolean lost = world.hosts().isLost(member.address());
    if (!lost || attention.isEmpty()) {
      violations.add("nothing waits for ever", "the removal of " + member.address());
    }
    if (!isShownAs(member, HostRemoval.State.NEEDS_ATTENTION)) {
      violations.add("what a person must decide is shown", "removal of " + member.address());
    }
    return attention.orElse("STUCK");
  }

  private void refusalIsShown(PlannedMember member) {
    List<String> ended = removals.codes(member.host().requestId());
    boolean refused =
        !ended.isEmpty()
            && !ended.getLast().equals(REMOVED)
            && ended.size() == removals.of(member.host().requestId()).size();
    if (refused && !isShownAs(member, HostRemoval.State.REFUSED)) {
      violations.add("how a removal ended is shown", ended.getLast() + " " + member.address());
    }
  }

  private boolean isShownAs(PlannedMember member, HostRemoval.State state) {
    return held(member).map(HeldHost::removal).filter(how -> how.state() == state).isPresent();
  }

  private Optional<HeldHost> held(PlannedMember member) {
    return services.state().held().stream()
        .filter(host -> host.id().equals(member.host().requestId()))
        .findFirst();
  }

  private Optional<Known> agent(PlannedMember member) {
    return Optional.ofNullable(world.agents().all().get(member.host().requestId()));
  }

  private void nothingLeft(PlannedMember member) {
    String address = member.address();
    if (!(world.hosts().find(member.host().requestId()) instanceof Found.Absent)) {
      violations.add("nothing is left over", "the host of " + address);
    }
    if (world.set().member(MemberAddress.parse(address)).isPresent()) {
      violations.add("nothing is left over", "mongod on " + address);
    }
    if (agent(member).filter(agent -> !agent.revoked()).isPresent()) {
      violations.add("nothing is left over", "identity of the agent of " + address);
    }
    if (held(member).isPresent()) {
      violations.add("nothing is left over", address + " is listed as held");
    }
  }

  /** A host that nobody gave back, or whose removal was refused, is as it was. */
  private void stays(PlannedMember member) {
    if (world.hosts().isLost(member.address())) {
      return;
    }
    boolean stands = world.hosts().find(member.host().requestId()) instanceof Found.Present;
    boolean known = agent(member).filter(agent -> !agent.revoked()).isPresent();
    if (!stands || !known || held(member).isEmpty()) {
      violations.add("a host that is not given back stays", member.address());
    }
    if (asked.isMember(member)
        && !world.agentWorkers().isAway(member.address())
        && world.set().member(MemberAddress.parse(member.address())).isEmpty()) {
      violations.add("a host that is not given back stays", "mongod on " + member.address());
    }
  }
}
