package dev.offshoot.cli.render;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One line about bytes under way: bar, share, bytes, rate, time left.
 *
 * @param label what is copied or compared
 */
public record ProgressLine(
    String label, long done, long total, long rate, @Nullable Duration left) {
  private static final int BAR = 30;
  private static final int PERCENT = 100;

  /** The line, at most about 90 characters. */
  public String text() {
    if (total <= 0) {
      return "%s  %s".formatted(label, Amounts.bytes(done));
    }
    double share = Math.min(1.0, Math.max(0.0, (double) done / total));
    int filled = (int) Math.round(share * BAR);
    StringBuilder line =
        new StringBuilder("%-11s [".formatted(label))
            .append("#".repeat(filled))
            .append(".".repeat(BAR - filled))
            .append("] %3d %%  ".formatted((int) (share * PERCENT)))
            .append(Amounts.bytes(Math.min(done, total)))
            .append(" of ")
            .append(Amounts.bytes(total));
    if (rate > 0) {
      line.append("  ").append(Amounts.bytes(rate)).append("/s");
    }
    if (left != null && !left.isZero()) {
      line.append("  ").append(Amounts.duration(left)).append(" left");
    }
    return line.toString();
  }
}
