package dev.offshoot.state.adapter.observe;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.Observation;
import dev.offshoot.contracts.ObservedProblem;
import dev.offshoot.mongoadmin.app.ConnectionStrings;
import dev.offshoot.mongoadmin.app.Glance;
import dev.offshoot.mongoadmin.app.ObservationRequest;
import dev.offshoot.mongoadmin.app.ObserveReplicaSet;
import dev.offshoot.mongoadmin.app.Seeds;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.state.app.SetObserver;
import dev.offshoot.state.domain.SetGlance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Observes real replica sets. */
public final class ReplicaSetObserver implements SetObserver {

  /** Longer than a primary needs to hear by heartbeats what the others hold. */
  private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(4);

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final ObserveReplicaSet sets;
  private final ConnectionStrings strings;
  private final Secrets secrets;

  /** Through these. */
  public ReplicaSetObserver(ObserveReplicaSet sets, ConnectionStrings strings, Secrets secrets) {
    this.sets = sets;
    this.strings = strings;
    this.secrets = secrets;
  }

  @Override
  public Observation observe(DeploymentReference deployment, List<String> agentAddresses) {
    NamedCredentials credentials = new NamedCredentials(secrets, seeds(deployment));
    ObservationRequest request =
        new ObservationRequest(
            deployment.connectionString(),
            credentials.observe(deployment),
            credentials.change(deployment),
            credentials.prove(deployment),
            credentials.keyfile(deployment),
            credentials.transport(deployment),
            agentAddresses);
    return with(onceCommitted(request), credentials.problems());
  }

  /**
   * A primary knows up to two seconds after a reconfig only that it is committed: who asks in that
   * time, right after an expansion for example, must not be refused for it.
   */
  private Observation onceCommitted(ObservationRequest request) {
    long end = System.nanoTime() + COMMITTED_WITHIN.toNanos();
    Observation seen = sets.observe(request);
    try {
      while (seen.primary() != null
          && seen.configuration() != null
          && !seen.configurationCommitted()
          && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        seen = sets.observe(request);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return seen;
  }

  private static Observation with(Observation seen, List<ObservedProblem> more) {
    if (more.isEmpty()) {
      return seen;
    }
    List<ObservedProblem> problems = new ArrayList<>(seen.problems());
    problems.addAll(more);
    return new Observation(
        seen.observedAt(),
        seen.setName(),
        seen.replicaSetId(),
        seen.primary(),
        seen.configVersion(),
        seen.configTerm(),
        seen.configurationCommitted(),
        seen.configuration(),
        seen.members(),
        seen.databases(),
        seen.defaultWriteConcern(),
        seen.users(),
        seen.keyfile(),
        seen.disagreements(),
        problems,
        seen.agentAddresses());
  }

  @Override
  public SetGlance glance(DeploymentReference deployment, List<String> addresses) {
    Seeds seeds = seeds(deployment);
    NamedCredentials credentials = new NamedCredentials(secrets, seeds);
    List<MemberAddress> members =
        addresses.isEmpty()
            ? seeds.addresses()
            : addresses.stream().map(MemberAddress::parse).toList();
    return summary(
        sets.glance(
            members,
            credentials.observe(deployment).credential(),
            credentials.transport(deployment)));
  }

  private Seeds seeds(DeploymentReference deployment) {
    return strings.read(deployment.connectionString())
            instanceof ConnectionStrings.Reading.Valid(Seeds seeds)
        ? seeds
        : new Seeds(List.of(), null, false, false);
  }

  /** What the primary says of members that were not asked counts too: that is how drift is seen. */
  private static SetGlance summary(Glance glance) {
    TreeMap<String, SetGlance.MemberGlance> members = new TreeMap<>();
    Optional<ReplicaSetStatus> view = glance.primaryView();
    for (Glance.MemberGlance member : glance.members()) {
      Optional<HelloView> hello = member.hello().answer();
      String address = member.address().format();
      String state = hello.map(ReplicaSetObserver::state).orElse("UNKNOWN");
      members.put(address, new SetGlance.MemberGlance(address, state, hello.isPresent()));
    }
    view.ifPresent(status -> overlay(members, status));
    return new SetGlance(
        view.flatMap(ReplicaSetStatus::primary).map(MemberAddress::format).orElse(null),
        view.map(ReplicaSetStatus::term).orElse(-1L),
        new ArrayList<>(members.values()));
  }

  private static void overlay(
      Map<String, SetGlance.MemberGlance> members, ReplicaSetStatus status) {
    List<String> configured = status.rows().stream().map(row -> row.address().format()).toList();
    members.keySet().removeIf(address -> !configured.contains(address));
    for (MemberStatusRow row : status.rows()) {
      String address = row.address().format();
      SetGlance.MemberGlance asked = members.get(address);
      boolean reachable = asked == null ? row.healthy() : asked.reachable();
      MemberState state = row.state();
      members.put(address, new SetGlance.MemberGlance(address, state.name(), reachable));
    }
  }

  private static String state(HelloView hello) {
    if (hello.isWritablePrimary()) {
      return "PRIMARY";
    }
    if (hello.isSecondary()) {
      return "SECONDARY";
    }
    return hello.isArbiter() ? "ARBITER" : "OTHER";
  }
}
