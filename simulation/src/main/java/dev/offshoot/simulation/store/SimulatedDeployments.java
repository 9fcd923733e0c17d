package dev.offshoot.simulation.store;

import dev.offshoot.contracts.Observation;
import dev.offshoot.state.app.Deployment;
import dev.offshoot.state.app.DeploymentStore;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deployments in memory. */
public final class SimulatedDeployments implements DeploymentStore {

  private final TreeMap<String, Deployment> rows = new TreeMap<>();
  private final TreeMap<String, Look> looks = new TreeMap<>();

  @Override
  public Optional<Deployment> find(String name) {
    return Optional.ofNullable(rows.get(name));
  }

  @Override
  public List<Deployment> all() {
    return List.copyOf(rows.values());
  }

  @Override
  public Optional<String> save(Deployment deployment) {
    rows.put(deployment.name(), deployment);
    return Optional.empty();
  }

  @Override
  public void remove(String name) {
    rows.remove(name);
  }

  @Override
  public void observed(String name, Observation observation) {
    rows.computeIfPresent(
        name,
        (unused, old) ->
            new Deployment(
                old.reference(), old.tls(), old.registeredAt(), old.replicaSetId(), observation));
  }

  @Override
  public Optional<String> bind(String name, String replicaSetId) {
    Deployment old = rows.get(name);
    if (old == null) {
      return Optional.empty();
    }
    if (old.replicaSetId() != null) {
      return old.replicaSetId().equals(replicaSetId) ? Optional.of(name) : Optional.empty();
    }
    rows.put(
        name,
        new Deployment(
            old.reference(), old.tls(), old.registeredAt(), replicaSetId, old.observation()));
    return Optional.of(name);
  }

  @Override
  public Optional<Look> lastLook(String name) {
    return Optional.ofNullable(looks.get(name));
  }

  @Override
  public boolean looked(String name, @Nullable Look before, Look now) {
    looks.put(name, now);
    return true;
  }
}
