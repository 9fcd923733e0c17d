package dev.offshoot.simulation.property;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.simulation.Plans;
import dev.offshoot.simulation.fault.Fault;
import dev.offshoot.simulation.fault.FaultKind;
import dev.offshoot.simulation.fault.FaultPlan;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.World;
import dev.offshoot.simulation.set.OtherPeople;
import dev.offshoot.simulation.set.SimulatedMember;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold when an expansion is over, or waits for a person. */
public final class EndProperties {

  /** After these a person may have to decide, for as long as it takes. */
  private static final Set<FaultKind> ASKS_A_PERSON =
      EnumSet.of(
          FaultKind.HOST_LOST,
          FaultKind.MONGOD_DIES,
          FaultKind.FOREIGN_EDIT,
          FaultKind.FOREIGN_REMOVAL,
          FaultKind.FORGED_REMOVAL);

  /** After these a catalogue may not be heard in time. */
  private static final Set<FaultKind> DELAYS_A_CATALOGUE =
      EnumSet.of(
          FaultKind.BROKER_LOSES_TAIL,
          FaultKind.BROKER_DOWN,
          FaultKind.FREEZE,
          FaultKind.STORE_DOWN);

  /** The installer's limit, less what enrolling takes. */
  private static final long ENROLS_WITHIN_MILLIS = 100_000;

  private final World world;
  private final Services services;
  private final FaultPlan plan;
  private final Plans plans;
  private final Violations violations;

  /** At the end of this run. */
  public EndProperties(World world, Services services, FaultPlan plan, Plans plans) {
    this.world = world;
    this.services = services;
    this.plan = plan;
    this.plans = plans;
    this.violations = world.violations();
  }

  /** Whether every service knows that it is over, and nobody holds the deployment. */
  public static boolean over(World world, Services services, String expansionId) {
    if (world.broker().published(EventType.EXPANSION_CLOSED).isEmpty()) {
      return false;
    }
    for (String name : services.names()) {
      Optional<Journal> journal = services.journals(name).find(expansionId);
      if (journal.isPresent() && journal.get().direction() != Direction.CLOSED) {
        return false;
      }
    }
    return services.state().expansions().find(expansionId).filter(e -> !e.active()).isPresent();
  }

  /** Checks the end; answers the outcome. */
  public String check(String expansionId, boolean cancelled, boolean triedToCancel) {
    Optional<ExpansionClosed> closed =
        world.broker().published(EventType.EXPANSION_CLOSED).stream()
            .filter(event -> expansionId.equals(event.expansionId()))
            .map(EventEnvelope::data)
            .map(data -> ContractJson.read(data, ExpansionClosed.class))
            .findFirst();
    if (forged()) {
      // Who may produce is the broker's to decide; what stays safe meanwhile is the set.
      return "AFTER A FORGERY";
    }
    if (closed.isEmpty() || !over(world, services, expansionId)) {
      return unfinished(expansionId);
    }
    String outcome = closed.get().outcome();
    boolean recorded =
        services
            .journals("state-service")
            .find(expansionId)
            .filter(journal -> journal.first(EventType.EXPANSION_ABORTED).isPresent())
            .isPresent();
    if (cancelled && !recorded) {
      violations.add("a cancellation that was confirmed is recorded", outcome);
    }
    reason(closed.get(), triedToCancel);
    if (outcome.equals("COMPLETED")) {
      wanted(expansionId);
    } else {
      nothingLeft();
    }
    return closed.get().code() == null ? outcome : outcome + " " + closed.get().code();
  }

  private boolean forged() {
    return world.broker().published(EventType.MEMBER_REMOVED).stream()
        .anyMatch(event -> !event.source().startsWith("/offshoot/"));
  }

  private String unfinished(String expansionId) {
    Optional<String> asked =
        services.names().stream()
            .flatMap(name -> services.journals(name).find(expansionId).stream())
            .flatMap(journal -> attention(journal).stream())
            .findFirst();
    boolean explained = plan.faults().stream().map(f -> f.kind()).anyMatch(ASKS_A_PERSON::contains);
    if (asked.isPresent() && explained) {
      return "ASKS A PERSON " + asked.get();
    }
    violations.add("nothing waits for ever", stuck(expansionId));
    return "STUCK";
  }

  private String stuck(String expansionId) {
    StringBuilder text = new StringBuilder("after " + world.turns().clock().elapsed());
    for (String name : services.names()) {
      Optional<Journal> journal = services.journals(name).find(expansionId);
      text.append("; ").append(name).append(' ');
      text.append(journal.map(j -> j.direction() + " " + attention(j).orElse("")).orElse("-"));
    }
    return text.toString();
  }

  private static Optional<String> attention(Journal journal) {
    return Optional.ofNullable(journal.attention()).map(cause -> cause.code());
  }

  private void reason(ExpansionClosed closed, boolean triedToCancel) {
    String told = closed.outcome() + " " + closed.code() + ": " + closed.detail();
    boolean completed = closed.outcome().equals("COMPLETED");
    // A catalogue that was lost, or is heard late, is not there: that is true.
    boolean catalogueLost =
        "CATALOGUE_UNAVAILABLE".equals(closed.code())
            && plan.faults().stream().anyMatch(f -> DELAYS_A_CATALOGUE.contains(f.kind()));
    boolean agentAway = "AGENT_NOT_ENROLLED".equals(closed.code()) && agentIsAwayForLong();
    boolean forgotten =
        "UNKNOWN_DEPLOYMENT".equals(closed.code())
            && plan.faults().stream().anyMatch(f -> f.kind() == FaultKind.FORGETS_DEPLOYMENT);
    boolean stolen = plan.faults().stream().anyMatch(f -> f.kind() == FaultKind.STOLEN_TOKEN);
    boolean contested = "TOKEN_ALREADY_USED".equals(closed.code());
    if (contested && !stolen) {
      violations.add("the reason is true", "nobody stole a token, but it was " + told);
    }
    boolean excused = catalogueLost || agentAway || forgotten || contested;
    if (!completed && plan.mustComplete() && !excused) {
      violations.add("the reason is true", "nothing stood in the way, but it was " + told);
    }
    if (!completed && closed.code() == null) {
      violations.add("the reason is true", "no code: " + told);
    }
    if ("CANCELLED".equals(closed.code()) && !triedToCancel) {
      violations.add("the reason is true", "nobody cancelled, but it was " + told);
    }
    boolean differs = world.set().members().stream().anyMatch(SimulatedMember::differs);
    if (completed && differs) {
      violations.add("a difference is never promoted", told);
    }
  }

  /** An agent that dies again and again is as good as one that does not enrol. */
  private boolean agentIsAwayForLong() {
    long away =
        plan.faults().stream()
            .filter(f -> f.kind() == FaultKind.CRASH || f.kind() == FaultKind.FREEZE)
            .filter(f -> f.call() != null && f.call().startsWith("agent "))
            .mapToLong(Fault::lastingMillis)
            .sum();
    return away > ENROLS_WITHIN_MILLIS;
  }

  private void wanted(String expansionId) {
    ReplicaSetConfiguration newest = world.set().newest();
    ReplicaSetConfiguration rest = newest;
    boolean people = plan.faults().stream().anyMatch(f -> ASKS_A_PERSON.contains(f.kind()));
    for (PlannedMember member : plans.members()) {
      Optional<MemberEntry> entry = newest.member(member.memberId());
      boolean there = entry.isPresent();
      if (there) {
        listed(member);
      }
      rest = there ? rest.withoutMember(member.memberId()) : rest;
      if (people) {
        // What people and fate did to a member that was promoted is not Offshoot's any more.
        continue;
      }
      if (!there || !isAsPlanned(member, entry.get())) {
        violations.add("the wanted set", entry.map(e -> e.raw().toJson()).orElse("missing"));
        continue;
      }
      serves(member);
    }
    others(rest);
    if (!people && world.hosts().list().size() != plans.members().size()) {
      violations.add("one request makes one host", world.hosts().list().toString());
    }
    if (services.changes(expansionId) < plans.members().size()) {
      violations.add("every configuration is kept", services.changes(expansionId) + " are kept");
    }
  }

  /** What is not listed cannot be given back. */
  private void listed(PlannedMember member) {
    boolean listed =
        services.state().held().stream()
            .filter(host -> host.id().equals(member.host().requestId()))
            .anyMatch(host -> host.carries() != null);
    if (!listed) {
      violations.add("a host that carries a member is listed", member.address());
    }
  }

  private void serves(PlannedMember member) {
    MemberAddress address = MemberAddress.parse(member.address());
    Optional<MemberState> state = world.set().member(address).map(SimulatedMember::state);
    boolean serves =
        state.filter(s -> s == MemberState.SECONDARY || s == MemberState.PRIMARY).isPresent();
    if (!serves || !world.hosts().standsFor(address)) {
      violations.add("the wanted set", address + " is " + state);
    }
  }

  private void others(ReplicaSetConfiguration rest) {
    ReplicaSetConfiguration base = world.set().installations().foreignBase(world.set().newest());
    for (PlannedMember member : plans.members()) {
      base =
          base.member(member.memberId()).isPresent() ? base.withoutMember(member.memberId()) : base;
    }
    List<String> differences = OtherPeople.shown(base).differences(OtherPeople.shown(rest));
    if (!differences.isEmpty()) {
      violations.add("nobody else's field changes", differences.toString());
    }
  }

  private static boolean isAsPlanned(PlannedMember member, MemberEntry entry) {
    return entry.votes() == member.votes()
        && entry.priority() == member.priority()
        && entry.hidden() == member.hidden()
        && entry.tags().equals(member.tags());
  }

  private void nothingLeft() {
    ReplicaSetConfiguration newest = world.set().newest();
    for (PlannedMember member : plans.members()) {
      if (newest.member(member.memberId()).isPresent()) {
        violations.add("the original set", member.address() + " is still a member");
      }
    }
    others(newest);
    List<String> hosts = world.hosts().list().stream().map(Host::id).toList();
    if (!hosts.isEmpty()) {
      violations.add("nothing is left over", "hosts " + hosts);
    }
    for (SimulatedMember member : world.set().members()) {
      boolean ours = plans.members().stream().anyMatch(m -> isAt(m, member));
      if (ours) {
        violations.add("nothing is left over", "mongod on " + member.address());
      }
    }
    world
        .agents()
        .all()
        .forEach(
            (id, agent) -> {
              if (!agent.revoked()) {
                violations.add("nothing is left over", "identity of the agent of " + id);
              }
            });
  }

  private static boolean isAt(PlannedMember planned, SimulatedMember member) {
    return MemberAddress.parse(planned.address()).equals(member.address());
  }
}
