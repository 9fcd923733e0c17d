package dev.offshoot.provisioner.domain.cloud;

import java.util.List;

/** What is to be done with what is left of a host whose instances are all terminated. */
public sealed interface RemainsDecision {

  /** Nothing is left. */
  record NothingLeft() implements RemainsDecision {}

  /** These are deleted; whether they are gone is looked at again. */
  record Delete(List<CloudRemain> remains) implements RemainsDecision {}

  /** Something is left that cannot be deleted yet. */
  record Wait(String detail) implements RemainsDecision {}

  /**
   * Decides. What does not carry both this installation's tag and the host's id is passed over,
   * whatever the cloud was asked for.
   */
  static RemainsDecision of(String installation, String host, List<CloudRemain> found) {
    List<CloudRemain> ours =
        found.stream()
            .filter(one -> !installation.isEmpty() && one.installation().equals(installation))
            .filter(one -> !host.isEmpty() && one.host().equals(host))
            .filter(one -> !one.state().equals("deleted"))
            .toList();
    List<CloudRemain> free = ours.stream().filter(RemainsDecision::isFree).toList();
    if (!free.isEmpty()) {
      return new Delete(free);
    }
    return ours.isEmpty()
        ? new NothingLeft()
        : new Wait(ours.getFirst().reference() + " is " + ours.getFirst().state());
  }

  /** Attached to nothing; a volume whose making failed is in state error. */
  private static boolean isFree(CloudRemain one) {
    return one.state().equals("available")
        || (one.kind() == CloudRemain.Kind.VOLUME && one.state().equals("error"));
  }
}
