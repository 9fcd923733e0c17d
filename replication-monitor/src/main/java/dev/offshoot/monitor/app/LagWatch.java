package dev.offshoot.monitor.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.monitor.domain.WantedMember;
import java.util.List;

/** Goes on watching the lag of members that were added. */
@FunctionalInterface
public interface LagWatch {

  /**
   * Watches these members from now on, until they leave the configuration; asking twice is once.
   */
  void watch(DeploymentReference deployment, List<WantedMember> members);
}
