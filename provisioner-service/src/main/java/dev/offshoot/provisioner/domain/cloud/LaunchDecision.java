package dev.offshoot.provisioner.domain.cloud;

import java.util.List;

/** What a request for a host means, given the instances that carry its id. */
public sealed interface LaunchDecision {

  /** None was ever run: run one. */
  record Launch() implements LaunchDecision {}

  /** It runs. */
  record Runs(CloudInstance instance) implements LaunchDecision {}

  /** It comes up. */
  record ComesUp(CloudInstance instance) implements LaunchDecision {}

  /** There will be none that serves. */
  record Refuse(String code, String detail, String remedy) implements LaunchDecision {}

  /** Decides; an id that was given back, or whose instance ended, makes no second one. */
  static LaunchDecision of(String host, List<CloudInstance> found) {
    if (found.stream().anyMatch(CloudInstance::released)) {
      return new Refuse(
          "HOST_RELEASED",
          "host " + host + " was released; its id is not used again",
          "Plan again: a new plan asks for a new host.");
    }
    List<CloudInstance> alive = found.stream().filter(i -> i.state().isAlive()).toList();
    if (alive.size() > 1) {
      return new Refuse(
          "HOST_MADE_TWICE",
          "host %s is carried by %d instances: %s"
              .formatted(
                  host,
                  alive.size(),
                  String.join(", ", alive.stream().map(CloudInstance::reference).toList())),
          "Nothing; all of them are terminated on the way back.");
    }
    if (!alive.isEmpty()) {
      return alive(alive.getFirst());
    }
    return found.isEmpty() ? new Launch() : lost(found.getFirst());
  }

  private static LaunchDecision alive(CloudInstance instance) {
    return switch (instance.state()) {
      case RUNNING -> new Runs(instance);
      case PENDING -> new ComesUp(instance);
      case STOPPING, STOPPED ->
          new Refuse(
              "INSTANCE_STOPPED",
              "instance " + instance.reference() + " was stopped" + because(instance),
              "See who stopped it, then expand again; it is terminated on the way back.");
      case SHUTTING_DOWN, TERMINATED -> lost(instance);
    };
  }

  private static LaunchDecision lost(CloudInstance instance) {
    return new Refuse(
        "INSTANCE_LOST",
        "instance " + instance.reference() + " ended before it was of use" + because(instance),
        "See what ended it, then expand again.");
  }

  private static String because(CloudInstance instance) {
    return instance.reason().isEmpty() ? "" : " (" + instance.reason() + ")";
  }
}
