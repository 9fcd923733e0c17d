package dev.offshoot.monitor.app;

import dev.offshoot.contracts.DeploymentReference;

/** Opens conversations with replica sets. */
public interface ReplicaSets {

  /**
   * The set of a deployment, for one expansion. Secrets are looked up by name; what is wrong with
   * them is the answer to the first question.
   */
  ReplicaSet open(String expansionId, DeploymentReference deployment);

  /** The expansion needs no conversation any more; its connections go. */
  void done(String expansionId);
}
