package dev.offshoot.planner.domain.design;

import java.time.Duration;
import java.util.Locale;

/** Sizes, times and numbers as people read them. */
public final class Quantity {

  private static final long[] UNITS = {1L << 40, 1L << 30, 1L << 20, 1L << 10};
  private static final String[] NAMES = {"TiB", "GiB", "MiB", "KiB"};

  private Quantity() {}

  /** Such as "1.6 TiB". */
  public static String bytes(long bytes) {
    for (int i = 0; i < UNITS.length; i++) {
      if (bytes >= UNITS[i]) {
        return String.format(Locale.ROOT, "%.1f %s", (double) bytes / UNITS[i], NAMES[i]);
      }
    }
    return bytes + " B";
  }

  /** Such as "1 h 50 min", "45 s". */
  public static String time(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800
        ? seconds / 3600 + " h " + seconds % 3600 / 60 + " min"
        : seconds / 86_400 + " days";
  }

  /** Without a needless fraction: 1, 0.5. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
