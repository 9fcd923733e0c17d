package dev.offshoot.cli.demo;

import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ExpansionView.Step;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.cli.render.Paint;
import dev.offshoot.cli.render.Table;
import java.time.Duration;
import java.util.List;

/** Time spent per step. */
final class Times {
  private Times() {}

  static List<String> lines(ExpansionView expansion, Paint paint, Duration whole) {
    Table table = new Table(paint).indented("  ").flushRight(1);
    Duration sum = Duration.ZERO;
    for (Step step : expansion.steps()) {
      Duration took = step.took().orElse(Duration.ZERO);
      sum = sum.plus(took);
      table.row(step.name(), Amounts.duration(took));
    }
    table.row("expansion", Amounts.duration(sum));
    table.row("whole demo", Amounts.duration(whole));
    return table.lines();
  }
}
