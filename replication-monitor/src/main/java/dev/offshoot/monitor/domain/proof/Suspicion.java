package dev.offshoot.monitor.domain.proof;

import dev.offshoot.mongoadmin.domain.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * A difference that was seen: looked at once more at a newer time before a person is asked, and
 * again while it is held.
 *
 * @param namespace where
 * @param from first _id of the range, canonical extended JSON; null for the very beginning
 * @param to its end; null for the very end
 * @param detail what was seen, readable
 * @param confirmed whether it was seen at two cluster times
 */
public record Suspicion(
    String namespace,
    @Nullable String from,
    @Nullable String to,
    String detail,
    boolean confirmed) {

  /** A difference just seen. */
  public static Suspicion seen(String namespace, KeyRange range, String detail) {
    return new Suspicion(
        namespace,
        Position.text(range.lower().orElse(null)),
        Position.text(range.upper().orElse(null)),
        detail,
        false);
  }

  /** Where it was seen. */
  public KeyRange range() {
    return new KeyRange(Position.key(from), Position.key(to));
  }

  /** Seen again, in this part of the range. */
  public Suspicion confirmedIn(KeyRange narrowed, String newDetail) {
    return new Suspicion(
        namespace,
        Position.text(narrowed.lower().orElse(null)),
        Position.text(narrowed.upper().orElse(null)),
        newDetail,
        true);
  }
}
