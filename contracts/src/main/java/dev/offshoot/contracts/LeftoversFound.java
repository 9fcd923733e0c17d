package dev.offshoot.contracts;

import java.time.Instant;
import java.util.List;

/**
 * What the host providers hold for this installation although nothing living needs it; latest per
 * service wins. A report: nothing is removed because of it.
 *
 * @param service provisioner-service
 * @param lookedAt when
 * @param leftovers what is left, in the order of the providers
 * @param unseen providers that did not answer
 */
public record LeftoversFound(
    String service, Instant lookedAt, List<Leftover> leftovers, List<UnseenProvider> unseen) {

  /** Copies the lists; a missing one reads as empty. */
  public LeftoversFound {
    leftovers = Ordered.list(leftovers);
    unseen = Ordered.list(unseen);
  }
}
