package dev.offshoot.stage.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who works on an expansion. The store's clock ends it; safety never depends on that, because the
 * epoch fences every write.
 *
 * @param owner the worker, or nobody
 * @param epoch counts the claims, and every turn of the direction
 */
public record Lease(@Nullable String owner, long epoch) {

  /** Nobody's, before the first claim. */
  public static final Lease NONE = new Lease(null, 0);

  /** The lease after its holder was fenced off. */
  public Lease revoked() {
    return new Lease(null, epoch + 1);
  }
}
