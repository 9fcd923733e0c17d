package dev.offshoot.contracts;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was compared, and how it ended.
 *
 * @param memberId _id of the new member
 * @param comparedWith HOST:PORT of the member it was compared with
 * @param method how it was compared, in a sentence
 * @param namespaces every namespace with its result
 * @param markedWriteSeenAfter time until the marked write was read from the new member
 * @param duration time the proof took
 * @param bytesCompared bytes read on each side
 */
public record Proof(
    int memberId,
    String comparedWith,
    String method,
    List<NamespaceProof> namespaces,
    @Nullable Duration markedWriteSeenAfter,
    Duration duration,
    long bytesCompared) {

  /** Copies the collections; a missing one reads as empty. */
  public Proof {
    namespaces = Ordered.list(namespaces);
  }
}
