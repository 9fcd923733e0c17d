package dev.offshoot.simulation.property;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.simulation.Plans;
import dev.offshoot.simulation.service.Removals;
import dev.offshoot.simulation.service.World;
import dev.offshoot.simulation.set.Installations;
import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.domain.Problem;
import java.util.Set;
import java.util.TreeSet;

/** What must hold while a host is given back, and of every answer to whoever gives it back. */
public final class RemovalProperties {

  private final World world;
  private final Plans plans;
  private final Removals removals;
  private final HostProperties hosts;
  private final Violations violations;
  private final TreeSet<String> confirmed = new TreeSet<>();
  private final TreeSet<String> said = new TreeSet<>();
  private boolean begun;

  /** Of the hosts that these plans name. */
  public RemovalProperties(World world, Plans plans, Removals removals) {
    this.world = world;
    this.plans = plans;
    this.removals = removals;
    this.hosts = world.hosts().properties();
    this.violations = world.violations();
    world.broker().onPublish(this::published);
    world.set().installations().onInstall((before, after, who) -> installed(who));
  }

  /** From now on every expansion is over. */
  public void begin() {
    begun = true;
  }

  /** Hosts whose removal was confirmed. */
  Set<String> confirmed() {
    return confirmed;
  }

  private void installed(Installations.Who who) {
    if (begun && who == Installations.Who.OFFSHOOT) {
      violations.add("a removal changes no configuration", "Offshoot did");
    }
  }

  private void published(EventEnvelope event) {
    // A sender that stood still says it once more; only the first time is it about now.
    if (event.type() == EventType.HOST_REMOVAL_REQUESTED && said.add(event.id())) {
      HostRemovalRequested asked = ContractJson.read(event.data(), HostRemovalRequested.class);
      if (removals.of(asked.hostRequestId()).size() > asked.asksBefore() + 1) {
        violations.add("asking twice for a removal is once", asked.hostRequestId());
      }
    }
    if (event.type() == EventType.EXPANSION_CLOSED) {
      closed(ContractJson.read(event.data(), ExpansionClosed.class));
    }
  }

  /** A removal that is refused says why, and that is so. */
  private void closed(ExpansionClosed closed) {
    for (PlannedMember member : plans.members()) {
      boolean refused =
          "STILL_A_MEMBER".equals(closed.code())
              && removals.of(member.host().requestId()).contains(closed.expansionId());
      if (refused && !hosts.wasPutBack(member.address())) {
        violations.add("a removal is refused for what is so", closed.detail() + "");
      }
    }
  }

  /**
   * Somebody asked for a removal and got an answer.
   *
   * @param member whose host it is
   * @param since when the question was asked, in milliseconds since the beginning
   * @param wasMember whether it was configured then
   */
  public void answered(
      PlannedMember member, long since, boolean wasMember, Outcome<String> answer) {
    String host = member.host().requestId();
    boolean isMember = isMember(member);
    switch (answer) {
      case Outcome.Done<String> _ -> {
        long asking = world.turns().clock().sinceBeginning() - since;
        long configured =
            world.set().installations().configuredFor(MemberAddress.parse(member.address()));
        if (wasMember && isMember && configured > asking && !isRemoved(host)) {
          violations.add("a host that carries a member is not given back", member.address());
        }
        confirmed.add(host);
      }
      case Outcome.Refused<String>(Problem why) -> refused(member, wasMember || isMember, why);
    }
  }

  private void refused(PlannedMember member, boolean carried, Problem why) {
    boolean so =
        switch (why.code()) {
          case HOST_CARRIES_MEMBER -> carried;
          case UNKNOWN_HOST -> !stands(member) || !begun;
          case EXPANSION_IN_PROGRESS -> !begun;
          case HOST_MEMBER_UNKNOWN -> true;
          default -> false;
        };
    if (!so) {
      violations.add("a removal is refused for what is so", why.code() + ": " + why.detail());
    }
  }

  /** Whether the newest configuration names it. */
  public boolean isMember(PlannedMember member) {
    return world.set().newest().member(MemberAddress.parse(member.address())).isPresent();
  }

  private boolean stands(PlannedMember member) {
    return world.hosts().find(member.host().requestId()) instanceof Found.Present;
  }

  /** A removal that was recorded before answers once more, whatever people did since. */
  private boolean isRemoved(String host) {
    return !removals.of(host).isEmpty();
  }
}
