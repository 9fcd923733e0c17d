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
import dev.offshoot.simulation.Scenario;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.World;
import dev.offshoot.simulation.set.SimulatedMember;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import java.util.List;
import java.util.Optional;

/** What must hold when an expansion is over. */
public final class EndProperties {

  private final World world;
  private final Services services;
  private final Scenario scenario;
  private final List<PlannedMember> planned;
  private final Violations violations;

  /** At the end of this run. */
  public EndProperties(
      World world,
      Services services,
      Scenario scenario,
      List<PlannedMember> planned,
      Violations violations) {
    this.world = world;
    this.services = services;
    this.scenario = scenario;
    this.planned = List.copyOf(planned);
    this.violations = violations;
  }

  /** Whether every service knows that it is over, and nobody holds the deployment. */
  public static boolean over(World world, Services services, String expansionId) {
    boolean closed =
        services.names().stream()
            .flatMap(name -> services.journals(name).find(expansionId).stream())
            .allMatch(journal -> journal.direction() == Direction.CLOSED);
    boolean free =
        services.state().expansions().find(expansionId).filter(e -> !e.active()).isPresent();
    return closed && free && !world.broker().log(EventType.EXPANSION_CLOSED).isEmpty();
  }

  /** Checks the end; answers the outcome. */
  public String check(String expansionId) {
    Optional<ExpansionClosed> closed =
        world.broker().log(EventType.EXPANSION_CLOSED).stream()
            .map(EventEnvelope::data)
            .map(data -> ContractJson.read(data, ExpansionClosed.class))
            .findFirst();
    if (closed.isEmpty() || !over(world, services, expansionId)) {
      violations.add("nothing waits for ever", stuck(expansionId));
      return "STUCK";
    }
    String outcome = closed.get().outcome();
    reason(closed.get());
    if (outcome.equals("COMPLETED")) {
      wanted();
    } else {
      nothingLeft();
    }
    return closed.get().code() == null ? outcome : outcome + " " + closed.get().code();
  }

  private String stuck(String expansionId) {
    StringBuilder text = new StringBuilder("after " + world.turns().clock().elapsed());
    for (String name : services.names()) {
      Optional<Journal> journal = services.journals(name).find(expansionId);
      text.append("; ").append(name).append(' ');
      text.append(journal.map(j -> j.direction() + " " + attention(j)).orElse("-"));
    }
    return text.toString();
  }

  private static String attention(Journal journal) {
    return journal.attention() == null ? "" : journal.attention().code();
  }

  private void reason(ExpansionClosed closed) {
    String told = closed.outcome() + " " + closed.code() + ": " + closed.detail();
    boolean completed = closed.outcome().equals("COMPLETED");
    if (!completed && scenario.mustComplete()) {
      violations.add("the reason is true", "nothing stood in the way, but it was " + told);
    }
    if (!completed && closed.code() == null) {
      violations.add("the reason is true", "no code: " + told);
    }
    boolean differs = world.set().members().stream().anyMatch(SimulatedMember::differs);
    if (completed && differs) {
      violations.add("a difference is never promoted", told);
    }
  }

  private void wanted() {
    ReplicaSetConfiguration newest = world.set().newest();
    ReplicaSetConfiguration rest = newest;
    for (PlannedMember member : planned) {
      Optional<MemberEntry> entry = newest.member(member.memberId());
      if (entry.isEmpty() || !isAsPlanned(member, entry.get())) {
        violations.add("the wanted set", entry.map(e -> e.raw().toJson()).orElse("missing"));
        continue;
      }
      rest = rest.withoutMember(member.memberId());
      MemberAddress address = MemberAddress.parse(member.address());
      Optional<MemberState> state = world.set().member(address).map(SimulatedMember::state);
      boolean serves =
          state.filter(s -> s == MemberState.SECONDARY || s == MemberState.PRIMARY).isPresent();
      if (!serves || !world.hosts().standsFor(address)) {
        violations.add("the wanted set", address + " is " + state);
      }
    }
    List<String> differences = scenario.configuration().differences(rest);
    if (!differences.isEmpty()) {
      violations.add("nobody else's field changes", differences.toString());
    }
    if (world.hosts().list().size() != planned.size()) {
      violations.add("one request makes one host", world.hosts().list().toString());
    }
  }

  private static boolean isAsPlanned(PlannedMember member, MemberEntry entry) {
    return entry.votes() == member.votes()
        && entry.priority() == member.priority()
        && entry.hidden() == member.hidden()
        && entry.tags().equals(member.tags());
  }

  private void nothingLeft() {
    List<String> differences = scenario.configuration().differences(world.set().newest());
    if (!differences.isEmpty()) {
      violations.add("the original set", differences.toString());
    }
    List<String> hosts = world.hosts().list().stream().map(Host::id).toList();
    if (!hosts.isEmpty()) {
      violations.add("nothing is left over", "hosts " + hosts);
    }
    for (SimulatedMember member : world.set().members()) {
      if (scenario.configuration().member(member.address()).isEmpty()) {
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
}
