package dev.offshoot.contracts;

import java.time.Instant;
import java.util.List;

/**
 * The set is not as it was at the last look; no stage acts on it.
 *
 * @param deployment name of the deployment
 * @param observedAt when
 * @param changes one sentence each
 */
public record DeploymentChanged(String deployment, Instant observedAt, List<String> changes) {

  /** Copies the collections; a missing one reads as empty. */
  public DeploymentChanged {
    changes = Ordered.list(changes);
  }
}
