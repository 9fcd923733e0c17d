package dev.offshoot.simulation.property;

import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.mongoadmin.domain.ImplicitDefault;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.Plans;
import dev.offshoot.simulation.host.SimulatedHosts;
import dev.offshoot.simulation.set.Installations;
import dev.offshoot.simulation.set.SimulatedMember;
import dev.offshoot.simulation.set.SimulatedSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What must hold of every configuration a primary installs for Offshoot. */
public final class SetProperties {

  private final SimulatedSet set;
  private final SimulatedHosts hosts;
  private final Plans plans;
  private final FactProperties facts;
  private final Violations violations;

  /** For members that are planned, as the plan says. */
  public SetProperties(
      SimulatedSet set,
      SimulatedHosts hosts,
      Plans plans,
      FactProperties facts,
      Violations violations) {
    this.set = set;
    this.hosts = hosts;
    this.plans = plans;
    this.facts = facts;
    this.violations = violations;
  }

  /** A primary installed a configuration. */
  public void installed(
      ReplicaSetConfiguration before, ReplicaSetConfiguration after, Installations.Who who) {
    if (who != Installations.Who.OFFSHOOT) {
      return;
    }
    String step = " from version " + before.version() + " to " + after.version();
    if (voterChanges(before, after) > 1) {
      violations.add("at most one voter changes per reconfig", step);
    }
    if (set.healthyVoters(after, null) < after.majority()) {
      violations.add("a majority exists at every step", step);
    }
    List<String> foreign = withoutPlanned(before).differences(withoutPlanned(after));
    if (!foreign.isEmpty()) {
      violations.add("nobody else's field changes", foreign + step);
    }
    if (ImplicitDefault.of(before) != ImplicitDefault.of(after)) {
      violations.add("the implicit write concern stays", step);
    }
    for (PlannedMember member : plans.members()) {
      Optional<MemberEntry> old = before.member(member.memberId());
      Optional<MemberEntry> now = after.member(member.memberId());
      if (now.isPresent()) {
        changed(member, old, now.get());
      } else if (old.isPresent() && old.get().countsAsVoter()) {
        violations.add("a voter leaves in two reconfigs", old.get().raw().toJson());
      }
    }
  }

  private ReplicaSetConfiguration withoutPlanned(ReplicaSetConfiguration configuration) {
    ReplicaSetConfiguration rest = configuration;
    for (PlannedMember member : plans.members()) {
      if (rest.member(member.memberId()).isPresent()) {
        rest = rest.withoutMember(member.memberId());
      }
    }
    return rest;
  }

  private void changed(PlannedMember member, Optional<MemberEntry> old, MemberEntry now) {
    if (old.isEmpty()) {
      boolean plain =
          now.votes() == 0 && now.priority() == 0 && now.hidden() && now.tags().isEmpty();
      if (!plain) {
        violations.add("a member enters without vote, hidden, without tags", now.raw().toJson());
      }
      if (!hosts.wasReadyFor(now.address()) && !facts.forged()) {
        violations.add("host in before configuration", now.address() + " has no host");
      }
      if (facts.removed()) {
        violations.add("nothing comes back after it was undone", now.address().toString());
      }
      return;
    }
    boolean rises =
        now.votes() > old.get().votes()
            || (old.get().hidden() && !now.hidden())
            || now.priority() > old.get().priority();
    if (rises) {
      for (PlannedMember each : plans.members()) {
        proven(each);
      }
    }
    if (now.priority() > old.get().priority() && now.priority() > primarysPriority()) {
      violations.add("no election because of us", now.raw().toJson());
    }
    if (old.get().hidden() && !now.hidden() && now.votes() < member.votes()) {
      violations.add("the vote comes before visibility", now.raw().toJson());
    }
  }

  private double primarysPriority() {
    return set.primary()
        .flatMap(primary -> set.newest().member(primary.address()))
        .map(MemberEntry::priority)
        .orElse(Double.MAX_VALUE);
  }

  private void proven(PlannedMember member) {
    Optional<SimulatedMember> mongod = set.member(MemberAddress.parse(member.address()));
    boolean proven =
        mongod
            .filter(m -> set.wasCompared(m) && !m.differs())
            .filter(m -> m.state() == MemberState.SECONDARY || m.state() == MemberState.PRIMARY)
            .isPresent();
    // A member whose process is down at this very moment was proven before.
    if (!proven && mongod.filter(SimulatedMember::up).isPresent()) {
      violations.add("no vote before all are proven", member.address() + " is not");
    }
  }

  private static int voterChanges(ReplicaSetConfiguration before, ReplicaSetConfiguration after) {
    Set<MemberAddress> left = voters(before);
    Set<MemberAddress> joined = voters(after);
    Set<MemberAddress> both = new TreeSet<>(left);
    both.retainAll(joined);
    return left.size() + joined.size() - 2 * both.size();
  }

  private static Set<MemberAddress> voters(ReplicaSetConfiguration configuration) {
    Set<MemberAddress> voters = new TreeSet<>();
    configuration.members().stream()
        .filter(MemberEntry::countsAsVoter)
        .map(MemberEntry::address)
        .forEach(voters::add);
    return voters;
  }

  /** After every event: no acknowledged write is lost. */
  public void lookedAt() {
    if (!set.writer().loss().isEmpty()) {
      violations.add("no acknowledged majority write is lost", set.writer().loss());
    }
  }
}
