package dev.offshoot.state.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.Observation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered replica set.
 *
 * @param reference how to reach it
 * @param tls whether members are reached by TLS
 * @param registeredAt when it was registered
 * @param replicaSetId its settings.replicaSetId, once known
 * @param observation the latest observation
 */
public record Deployment(
    DeploymentReference reference,
    boolean tls,
    Instant registeredAt,
    @Nullable String replicaSetId,
    @Nullable Observation observation) {

  /** Its name. */
  public String name() {
    return reference.name();
  }
}
