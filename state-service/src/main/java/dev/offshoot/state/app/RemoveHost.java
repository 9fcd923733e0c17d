package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.Observation;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a host may be given back, from a configuration read now, and records it in a
 * journal of its own. One that carries a member is refused, and so is one whose set cannot be
 * looked at: when the check cannot be made, the answer is no. Its agent checks again before it
 * stops mongod.
 */
public final class RemoveHost {

  private final HostRegister hosts;
  private final DeploymentStore deployments;
  private final ObserveDeployment observe;
  private final ExpansionJournal journals;
  private final InstantSource clock;

  /** With these ports. */
  public RemoveHost(
      HostRegister hosts,
      DeploymentStore deployments,
      ObserveDeployment observe,
      ExpansionJournal journals,
      InstantSource clock) {
    this.hosts = hosts;
    this.deployments = deployments;
    this.observe = observe;
    this.journals = journals;
    this.clock = clock;
  }

  /** Answers the host's id once its removal is recorded; asking twice is once. */
  public Outcome<String> remove(String id, String caller) {
    Optional<HeldHost> found =
        hosts.all().stream().filter(host -> host.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Outcome.refused(unknown(id));
    }
    HeldHost host = found.get();
    if (!isOver(host)) {
      return Outcome.refused(
          ProblemCode.EXPANSION_IN_PROGRESS,
          "Host " + id + " belongs to expansion " + host.expansion() + ", which is not over.",
          "Wait for its end, or cancel it: offshoot expansion cancel " + host.expansion());
    }
    return deployments
        .find(host.deployment())
        .map(deployment -> remove(host, deployment, caller))
        .orElseGet(() -> Outcome.refused(notAsked(host)));
  }

  private boolean isOver(HeldHost host) {
    return journals
        .find(host.expansion())
        .filter(journal -> journal.direction() == Direction.CLOSED)
        .isPresent();
  }

  private Outcome<String> remove(HeldHost host, Deployment deployment, String caller) {
    Observation seen = observe.observe(deployment.reference()).observation();
    JsonNode configuration = seen.configuration();
    String setId = seen.replicaSetId();
    if (configuration == null
        || setId == null
        || seen.primary() == null
        || !seen.configurationCommitted()) {
      return Outcome.refused(notAsked(host));
    }
    if (carries(host, configuration)) {
      return Outcome.refused(
          ProblemCode.HOST_CARRIES_MEMBER,
          "Host " + host.id() + " carries " + host.address() + " of " + host.deployment() + ".",
          "Take the member out of the set first; a host with a member is never removed.");
    }
    HeldHost.CarriedMember carried = host.carries();
    HostRemovalRequested asked =
        new HostRemovalRequested(
            OwnEvents.removalOf(host.id()),
            deployment.reference(),
            host.id(),
            carried == null ? -1 : carried.memberId(),
            host.address(),
            setId,
            seen.configVersion(),
            seen.configTerm(),
            addresses(configuration),
            caller);
    return journals.record(asked.expansionId(), OwnEvents.hostRemoval(asked, clock.instant()))
        ? Outcome.done(host.id())
        : Outcome.refused(unknown(host.id()));
  }

  private static boolean carries(HeldHost host, JsonNode configuration) {
    HeldHost.CarriedMember carried = host.carries();
    return addresses(configuration).contains(host.address())
        || (carried != null && ids(configuration).contains(carried.memberId()));
  }

  private static List<Integer> ids(JsonNode configuration) {
    List<Integer> ids = new ArrayList<>();
    configuration.path("members").forEach(member -> ids.add(member.path("_id").asInt()));
    return ids;
  }

  private static List<String> addresses(JsonNode configuration) {
    List<String> addresses = new ArrayList<>();
    configuration.path("members").forEach(member -> addresses.add(member.path("host").asText()));
    return addresses;
  }

  private static Problem notAsked(HeldHost host) {
    return new Problem(
        ProblemCode.HOST_MEMBER_UNKNOWN,
        "Whether host "
            + host.id()
            + " still carries "
            + host.address()
            + " is not known: replica set "
            + host.deployment()
            + " did not show a committed configuration.",
        "See: offshoot deployment show " + host.deployment());
  }

  private static Problem unknown(String id) {
    return new Problem(
        ProblemCode.UNKNOWN_HOST,
        "Offshoot holds no host " + id + ".",
        "List the hosts with: offshoot host list");
  }
}
