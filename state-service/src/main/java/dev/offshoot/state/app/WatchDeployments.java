package dev.offshoot.state.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentChanged;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.Observation;
import dev.offshoot.contracts.ObservedMember;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.state.domain.SetGlance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks at every set in the background, cheaply and not while an expansion runs, and tells when one
 * is not as it was. No stage acts on that.
 */
public final class WatchDeployments {

  private static final UUID NAMESPACE = UUID.fromString("1c1e0b57-5c5f-5b8a-8f0e-6f1d6a1f2b22");

  private final DeploymentStore deployments;
  private final ExpansionStore expansions;
  private final SetObserver observer;
  private final EventBroker broker;
  private final InstantSource clock;

  /** With these ports. */
  public WatchDeployments(
      DeploymentStore deployments,
      ExpansionStore expansions,
      SetObserver observer,
      EventBroker broker,
      InstantSource clock) {
    this.deployments = deployments;
    this.expansions = expansions;
    this.observer = observer;
    this.broker = broker;
    this.clock = clock;
  }

  /** Names of the deployments to look at. */
  public List<String> names() {
    return deployments.all().stream().map(Deployment::name).toList();
  }

  /** One look at one deployment. */
  public void look(String name) {
    Optional<Deployment> found = deployments.find(name);
    if (found.isEmpty() || expansions.active(name).isPresent()) {
      return;
    }
    Instant at = clock.instant();
    SetGlance now = observer.glance(found.get().reference(), addresses(found.get()));
    Optional<DeploymentStore.Look> before = deployments.lastLook(name);
    if (before.isEmpty()) {
      var unused = deployments.looked(name, null, new DeploymentStore.Look(0, now));
      return;
    }
    if (before.get().glance().equals(now)) {
      return;
    }
    List<String> changes = now.changesSince(before.get().glance());
    DeploymentStore.Look changed = new DeploymentStore.Look(before.get().number() + 1, now);
    if (deployments.looked(name, before.get(), changed) && !changes.isEmpty()) {
      tell(name, changed.number(), at, changes);
    }
  }

  private static List<String> addresses(Deployment deployment) {
    Observation observation = deployment.observation();
    return observation == null
        ? List.of()
        : observation.members().stream().map(ObservedMember::address).toList();
  }

  private void tell(String name, int number, Instant at, List<String> changes) {
    String id = UuidCreator.getNameBasedSha1(NAMESPACE, name + "/" + number + "/" + at).toString();
    broker.publish(
        new EventEnvelope(
            id,
            EventType.DEPLOYMENT_CHANGED,
            "/offshoot/state-service",
            name,
            at,
            null,
            null,
            ContractJson.tree(new DeploymentChanged(name, at, changes))));
  }
}
