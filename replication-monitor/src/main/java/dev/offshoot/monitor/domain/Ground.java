package dev.offshoot.monitor.domain;

import dev.offshoot.monitor.domain.Intent.ChangeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration Offshoot stands on, and everything it ever meant to send.
 *
 * @param expected the last configuration known to be in force, canonical extended JSON; null before
 *     the first look
 * @param intents every reconfig intended, oldest first
 */
public record Ground(@Nullable String expected, List<Intent> intents) {

  /** Copies the list. */
  public Ground {
    intents = List.copyOf(intents);
  }

  /** Before anything. */
  public static Ground untouched() {
    return new Ground(null, List.of());
  }

  /** With one more intent. */
  public Ground intending(Intent intent) {
    List<Intent> all = new ArrayList<>(intents);
    all.add(intent);
    return new Ground(expected, all);
  }

  /** Standing on another configuration. */
  public Ground standingOn(String configuration) {
    return new Ground(configuration, intents);
  }

  /** Whether a reconfig of this kind was ever intended for this member. */
  public boolean intended(ChangeKind kind, int memberId) {
    return intents.stream().anyMatch(i -> i.kind() == kind && i.memberId() == memberId);
  }

  /**
   * The highest version ever intended for a configuration with one of our members in it; 0 when
   * there was none. Above it no late command of a frozen worker can bring one back.
   */
  public long highestIntended() {
    return intents.stream()
        .filter(intent -> intent.entry() != null)
        .mapToLong(Intent::version)
        .max()
        .orElse(0);
  }
}
