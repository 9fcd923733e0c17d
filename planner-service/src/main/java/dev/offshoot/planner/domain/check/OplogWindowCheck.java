package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.WarningCode;
import dev.offshoot.planner.domain.design.CopyForecast;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.Quantity;
import java.time.Duration;
import java.util.List;

/**
 * Do the sources keep their oplog entries long enough? Entries stream during the copy, so only a
 * window under a quarter of the forecast is refused.
 */
final class OplogWindowCheck implements Check {

  private static final double REFUSED_BELOW = 0.25;
  private static final double WARNED_BELOW = 1.5;

  @Override
  public List<RefusalCode> decides() {
    return List.of(RefusalCode.OPLOG_WINDOW_TOO_SHORT);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    CopyForecast forecast = draft.forecast();
    Duration window = forecast.oplogWindow();
    if (window == null) {
      return List.of(Finding.ok("oplog window", "hardly any writes"));
    }
    Duration copy = forecast.copyHigh();
    double margin = (double) window.toMillis() / copy.toMillis();
    String found =
        "the oplog lasts "
            + Quantity.time(window)
            + " at the highest write rate, the copy up to "
            + Quantity.time(copy);
    if (margin < REFUSED_BELOW) {
      return List.of(
          Finding.refused(
              RefusalCode.OPLOG_WINDOW_TOO_SHORT,
              found,
              "Enlarge it on every possible source: db.adminCommand({replSetResizeOplog: 1, size:"
                  + " <MB>}); or copy when fewer writes come; or accept it"
                  + " (OPLOG_WINDOW_TOO_SHORT)."));
    }
    if (margin < WARNED_BELOW) {
      return List.of(Finding.warned(WarningCode.OPLOG_WINDOW_SHORT, found));
    }
    return List.of(Finding.ok("oplog window", found));
  }
}
