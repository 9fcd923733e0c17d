package dev.offshoot.simulation.property;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.simulation.Plans;
import dev.offshoot.simulation.host.SimulatedHosts;
import dev.offshoot.simulation.set.SimulatedSet;

/** What the facts of the way back say must be so when it is said; after a forgery it may not be. */
public final class SaidProperties {

  private final SimulatedSet set;
  private final SimulatedHosts hosts;
  private final Plans plans;
  private final Violations violations;

  /** Of this world. */
  public SaidProperties(
      SimulatedSet set, SimulatedHosts hosts, Plans plans, Violations violations) {
    this.set = set;
    this.hosts = hosts;
    this.plans = plans;
    this.violations = violations;
  }

  /** Something was published. */
  public void published(EventEnvelope event) {
    if (violations.afterForgery()) {
      return;
    }
    for (PlannedMember member : plans.members()) {
      if (!isAbout(event, member)) {
        continue;
      }
      MemberAddress address = MemberAddress.parse(member.address());
      boolean wrong =
          switch (event.type()) {
            case MEMBER_REMOVED -> set.newest().member(member.memberId()).isPresent();
            case BINARIES_REMOVED -> set.member(address).isPresent();
            case RESOURCE_RELEASED -> hosts.standsFor(address);
            default -> false;
          };
      if (wrong) {
        violations.add("what is said is so", event.type().eventName() + " for " + address);
      }
    }
  }

  /**
   * What is said in an expansion is about all its members; what is said in a removal names hosts.
   */
  private boolean isAbout(EventEnvelope event, PlannedMember member) {
    boolean ofExpansion =
        plans
            .created()
            .filter(created -> created.expansionId().equals(event.expansionId()))
            .isPresent();
    if (ofExpansion) {
      return true;
    }
    for (JsonNode host : event.data().path("hostRequestIds")) {
      if (host.asText().equals(member.host().requestId())) {
        return true;
      }
    }
    return false;
  }
}
