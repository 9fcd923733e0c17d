package dev.offshoot.state.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.Observation;
import dev.offshoot.state.domain.SetGlance;
import java.util.List;

/**
 * Looks at replica sets. Never throws for anything the set, the network or a missing secret does.
 */
public interface SetObserver {

  /**
   * Everything, from every member by direct connections.
   *
   * @param agentAddresses addresses of members whose hosts have an agent of ours
   */
  Observation observe(DeploymentReference deployment, List<String> agentAddresses);

  /** A cheap look at members already known. */
  SetGlance glance(DeploymentReference deployment, List<String> addresses);
}
