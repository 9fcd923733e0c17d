package dev.offshoot.cli.command;

import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ExpansionView.Failure;
import dev.offshoot.cli.api.ExpansionView.Step;
import dev.offshoot.cli.render.Paint;
import dev.offshoot.cli.render.Table;
import java.util.List;

/** Expansions, one line each. */
final class ExpansionTable {
  private ExpansionTable() {}

  static List<String> lines(List<ExpansionView> expansions, Paint paint) {
    Table table = new Table(paint, "EXPANSION", "DEPLOYMENT", "STATUS", "NOTE").statusColours();
    for (ExpansionView expansion : expansions) {
      table.row(expansion.id(), expansion.deployment(), expansion.status(), note(expansion));
    }
    return table.lines();
  }

  private static String note(ExpansionView expansion) {
    return expansion
        .failure()
        .map(Failure::code)
        .orElseGet(
            () ->
                expansion.steps().stream()
                    .filter(step -> step.status().equals("RUNNING"))
                    .map(Step::name)
                    .findFirst()
                    .orElse(""));
  }
}
