package dev.offshoot.installer.adapter.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a long poll: {@code 20s} or {@code 400ms}, at most 30 s; none when it cannot be read.
 */
final class WaitParameter {

  private static final Duration MOST = Duration.ofSeconds(30);

  private WaitParameter() {}

  static Duration parse(@Nullable String text) {
    try {
      if (text == null) {
        return Duration.ZERO;
      }
      Duration wait =
          text.endsWith("ms")
              ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
              : Duration.ofSeconds(
                  Long.parseLong(text.endsWith("s") ? text.substring(0, text.length() - 1) : text));
      return wait.isNegative() ? Duration.ZERO : wait.compareTo(MOST) > 0 ? MOST : wait;
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
