package dev.offshoot.state.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.Observation;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** Who asks, what for, and how many removals of the host ended before. */
  private record Asked(String caller, int ask, boolean keepData) {}

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
    return remove(id, caller, false);
  }

  /**
   * Answers the host's id once its removal is recorded; asking twice is once.
   *
   * @param keepData whether the member's files are set aside on the machine instead of deleted
   */
  public Outcome<String> remove(String id, String caller, boolean keepData) {
    Optional<HeldHost> found =
        hosts.all().stream().filter(host -> host.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Outcome.refused(unknown(id));
    }
    HeldHost host = found.get();
    Optional<Journal> over =
        journals.find(host.expansion()).filter(journal -> journal.direction() == Direction.CLOSED);
    if (over.isEmpty()) {
      return Outcome.refused(
          ProblemCode.EXPANSION_IN_PROGRESS,
          "Host " + id + " belongs to expansion " + host.expansion() + ", which is not over.",
          "Wait for its end, or cancel it: offshoot expansion cancel " + host.expansion());
    }
    return deployments
        .find(host.deployment())
        .map(deployment -> remove(host, over.get(), deployment, caller, keepData))
        .orElseGet(() -> Outcome.refused(HostRemovalCheck.notRegistered(host)));
  }

  private Outcome<String> remove(
      HeldHost host, Journal over, Deployment deployment, String caller, boolean keepData) {
    ObserveDeployment.Observed seen = observe.observe(deployment.reference());
    return switch (HostRemovalCheck.evaluate(host, hosts.all(), plannedSet(over), seen)) {
      case HostRemovalCheck.Verdict.No(Problem why) -> Outcome.refused(why);
      case HostRemovalCheck.Verdict.Out out ->
          record(
              host,
              asked(
                  host,
                  deployment.reference(),
                  seen.observation(),
                  out,
                  new Asked(caller, HostLeaving.ask(journals, host.id()), keepData)));
    };
  }

  /** The set the host was made for, whoever answers under the deployment's name today. */
  private static @Nullable String plannedSet(Journal over) {
    return JournalReading.plan(over)
        .map(created -> created.plan().path("replicaSetId").asText(""))
        .filter(id -> !id.isEmpty())
        .orElse(null);
  }

  private static HostRemovalRequested asked(
      HeldHost host,
      DeploymentReference deployment,
      Observation seen,
      HostRemovalCheck.Verdict.Out out,
      Asked by) {
    HeldHost.CarriedMember carried = host.carries();
    return new HostRemovalRequested(
        OwnEvents.removalOf(host.id(), by.ask()),
        deployment,
        host.id(),
        carried == null ? null : carried.memberId(),
        host.address(),
        out.replicaSetId(),
        seen.configVersion(),
        seen.configTerm(),
        out.members(),
        by.caller(),
        by.ask(),
        host.claimed(),
        by.keepData() ? Boolean.TRUE : null);
  }

  private Outcome<String> record(HeldHost host, HostRemovalRequested asked) {
    boolean first = journals.find(asked.expansionId()).isEmpty();
    if (!journals.record(asked.expansionId(), OwnEvents.hostRemoval(asked, clock.instant()))) {
      return Outcome.refused(unknown(host.id()));
    }
    if (journals.find(asked.expansionId()).filter(HostLeaving::isDetachment).isPresent()) {
      return Outcome.refused(DetachHost.beingDetached(host.id()));
    }
    if (first) {
      hosts.removing(host.id(), ExpansionRecorder.order(asked, 0), HostRemoval.STARTED);
    }
    return Outcome.done(host.id());
  }

  private static Problem unknown(String id) {
    return new Problem(
        ProblemCode.UNKNOWN_HOST,
        "Offshoot holds no host " + id + ".",
        "List the hosts with: offshoot host list");
  }
}
