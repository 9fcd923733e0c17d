package dev.offshoot.cli.command;

import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ExpansionView.Step;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.cli.render.Paint;
import dev.offshoot.cli.render.Table;
import dev.offshoot.contracts.ConfigurationChange;
import java.util.ArrayList;
import java.util.List;

/** One expansion: its status, steps and configurations. */
final class ExpansionText {
  private ExpansionText() {}

  static List<String> lines(ExpansionView expansion, Paint paint) {
    List<String> lines = new ArrayList<>();
    lines.add(
        paint.heading("EXPANSION ")
            + expansion.id()
            + "  "
            + expansion.deployment()
            + "  "
            + paint.status(expansion.status())
            + (expansion.json().path("cancellationRequested").asBoolean()
                ? "  cancellation requested"
                : ""));
    Table steps = new Table(paint, "STEP", "STATUS", "TIME", "").statusColours().flushRight(2);
    for (Step step : expansion.steps()) {
      steps.row(
          step.name(),
          step.status(),
          step.took().map(Amounts::duration).orElse(""),
          step.detail() == null ? "" : step.detail());
    }
    lines.addAll(steps.lines());
    Table changes = new Table(paint, "CONFIGURATION", "AT", "CHANGE");
    for (ConfigurationChange change : expansion.configurations()) {
      changes.row(
          "v%d t%d".formatted(change.version(), change.term()),
          String.valueOf(change.at()),
          change.change());
    }
    if (!changes.isEmpty()) {
      lines.addAll(changes.lines());
    }
    return lines;
  }
}
