package dev.offshoot.state.app;

import dev.offshoot.contracts.Observation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deployments in memory, with the same rules as the real store; one thread. */
final class InMemoryDeployments implements DeploymentStore {

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
    Optional<String> other =
        owner(deployment.replicaSetId()).filter(name -> !name.equals(deployment.name()));
    if (other.isEmpty()) {
      rows.put(deployment.name(), deployment);
    }
    return other;
  }

  private Optional<String> owner(@Nullable String replicaSetId) {
    return rows.values().stream()
        .filter(d -> replicaSetId != null && replicaSetId.equals(d.replicaSetId()))
        .map(Deployment::name)
        .findFirst();
  }

  @Override
  public void remove(String name) {
    rows.remove(name);
  }

  @Override
  public void observed(String name, Observation observation) {
    find(name).ifPresent(d -> put(d, d.replicaSetId(), observation));
  }

  @Override
  public Optional<String> bind(String name, String replicaSetId) {
    Deployment deployment = rows.get(name);
    if (deployment != null && deployment.replicaSetId() == null && owner(replicaSetId).isEmpty()) {
      put(deployment, replicaSetId, deployment.observation());
    }
    return owner(replicaSetId);
  }

  private void put(Deployment d, @Nullable String replicaSetId, @Nullable Observation observation) {
    rows.put(
        d.name(),
        new Deployment(d.reference(), d.tls(), d.registeredAt(), replicaSetId, observation));
  }

  @Override
  public Optional<Look> lastLook(String name) {
    return Optional.ofNullable(looks.get(name));
  }

  @Override
  public boolean looked(String name, @Nullable Look before, Look now) {
    if (!Objects.equals(looks.get(name), before)) {
      return false;
    }
    looks.put(name, now);
    return true;
  }
}
