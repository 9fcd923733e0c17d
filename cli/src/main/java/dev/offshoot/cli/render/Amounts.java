package dev.offshoot.cli.render;

import java.time.Duration;
import java.util.Locale;

/** Bytes, durations and counts as a person reads them. */
public final class Amounts {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final int STEP = 1024;
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  private Amounts() {}

  /** Binary units, three digits: {@code 1.06 TiB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    String pattern = unit == 0 || value >= 100 ? "%.0f %s" : value >= 10 ? "%.1f %s" : "%.2f %s";
    return String.format(Locale.ROOT, pattern, value, UNITS[unit]);
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 2 min 03 s}, {@code 1 h 50 min}, {@code 3 d 4 h}. */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / MINUTE, seconds % MINUTE);
    }
    if (seconds < 2 * 24 * HOUR) {
      return String.format(Locale.ROOT, "%d h %02d min", seconds / HOUR, seconds % HOUR / MINUTE);
    }
    return "%d d %d h".formatted(seconds / (24 * HOUR), seconds % (24 * HOUR) / HOUR);
  }

  /** {@code 12 s - 1 min 10 s}, or one value where both read the same. */
  public static String range(Duration low, Duration high) {
    String from = duration(low);
    String to = duration(high);
    return from.equals(to) ? from : from + " - " + to;
  }

  /** Thousands apart: {@code 1 234 567}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
  }

  /** {@code 1 member}, {@code 2 members}. */
  public static String of(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
