package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.Observation;
import dev.offshoot.state.domain.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Observes a registered set and keeps the latest observation. A set belongs to one deployment: the
 * first observation that can read its id binds it.
 */
public final class ObserveDeployment {

  private final DeploymentStore deployments;
  private final HostRegister hosts;
  private final SetObserver observer;

  /** With these ports. */
  public ObserveDeployment(DeploymentStore deployments, HostRegister hosts, SetObserver observer) {
    this.deployments = deployments;
    this.hosts = hosts;
    this.observer = observer;
  }

  /**
   * What was observed.
   *
   * @param observation what was read
   * @param foreign why this must not be expanded under this name; absent when it may be
   */
  record Observed(Observation observation, @Nullable Cause foreign) {}

  /**
   * What a registered set shows.
   *
   * @param deployment the name it is registered under
   * @param registeredSet settings.replicaSetId of the set that this is the name of; absent when it
   *     could never be read
   * @param observation what was read
   */
  record SeenSet(String deployment, @Nullable String registeredSet, Observation observation) {}

  /** Observes now, by name. */
  public Outcome<Observation> now(String name) {
    return deployments
        .find(name)
        .map(found -> Outcome.done(observe(found.reference()).observation()))
        .orElseGet(() -> Outcome.refused(RegisterDeployment.unknown(name)));
  }

  Observed observe(DeploymentReference deployment) {
    Observation observation = look(deployment);
    deployments.observed(deployment.name(), observation);
    return new Observed(observation, foreign(deployment.name(), observation));
  }

  /** Observes every registered set now, without keeping anything. */
  List<SeenSet> lookAtAll() {
    return deployments.all().stream()
        .map(one -> new SeenSet(one.name(), one.replicaSetId(), look(one.reference())))
        .toList();
  }

  /** Observes without keeping anything. */
  Observation look(DeploymentReference deployment) {
    List<String> ours =
        hosts.all().stream()
            .filter(host -> host.deployment().equals(deployment.name()))
            .map(HeldHost::address)
            .toList();
    return ObservationLimit.fit(observer.observe(deployment, ours));
  }

  private @Nullable Cause foreign(String name, Observation observation) {
    String id = observation.replicaSetId();
    if (id == null) {
      return null;
    }
    Optional<String> owner = deployments.bind(name, id);
    if (owner.isEmpty()) {
      return new Cause(
          "observe",
          ProblemCode.REPLICA_SET_CHANGED.name(),
          "Another replica set answers at the addresses of deployment " + name + " than before.",
          "If that is intended, remove the deployment and register it again.");
    }
    return owner.get().equals(name)
        ? null
        : new Cause(
            "observe",
            ProblemCode.ALREADY_REGISTERED.name(),
            "The replica set of deployment "
                + name
                + " is registered as deployment "
                + owner.get()
                + " already.",
            "Use deployment " + owner.get() + ", or remove it first.");
  }
}
