package dev.offshoot.provisioner.domain.cloud;

import dev.offshoot.provisioner.domain.HostEnd;
import java.util.List;
import java.util.Optional;

/** Whether a host that was made serves no more, given the instances that carry its id. */
public final class EndCheck {

  private EndCheck() {}

  /**
   * Decides. One that may run, or none at all, is no end: EC2 may show late what there is. Only a
   * terminated instance can never run again; a stopped one may.
   */
  public static Optional<HostEnd> of(String host, List<CloudInstance> found) {
    if (found.isEmpty() || found.stream().anyMatch(EndCheck::mayServe)) {
      return Optional.empty();
    }
    boolean forGood = found.stream().allMatch(i -> i.state() == CloudInstance.State.TERMINATED);
    CloudInstance last =
        found.stream().filter(i -> i.state().isAlive()).findFirst().orElse(found.getFirst());
    return Optional.of(end(host, last, forGood));
  }

  private static boolean mayServe(CloudInstance instance) {
    return switch (instance.state()) {
      case PENDING, RUNNING -> true;
      case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> false;
    };
  }

  private static HostEnd end(String host, CloudInstance instance, boolean forGood) {
    String which = "instance " + instance.reference() + " (host " + host + ")";
    String why = instance.reason().isEmpty() ? "" : ": " + instance.reason();
    return instance.state().isAlive()
        ? new HostEnd(
            "INSTANCE_STOPPED",
            which + " was stopped while its member was being made" + why,
            "See who stopped it and terminate it, then expand again.",
            forGood)
        : new HostEnd(
            "INSTANCE_LOST",
            which + " ended while its member was being made" + why,
            "See what ended it, then expand again.",
            forGood);
  }
}
