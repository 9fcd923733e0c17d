package dev.offshoot.cli.follow;

import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ExpansionView.Progress;
import dev.offshoot.cli.api.ExpansionView.Step;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.cli.render.Paint;
import dev.offshoot.cli.render.ProgressLine;
import dev.offshoot.cli.render.Screen;
import dev.offshoot.contracts.ConfigurationChange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what is new at each look: one line for each step that ended and each configuration, and a
 * live line about the step that runs. Without a terminal the live line is told at every tenth of
 * the bytes.
 */
final class StoryTeller {
  private static final int TENTHS = 10;

  // Bytes shown by the service stay for a while after the step they belong to.
  private static final List<String> COUNTED = List.of("synchronize", "verify");

  private final Screen screen;
  private final Paint paint;
  private final Set<String> told = new HashSet<>();

  StoryTeller(Screen screen) {
    this.screen = screen;
    this.paint = screen.paint();
  }

  void tell(ExpansionView expansion) {
    for (ConfigurationChange change : expansion.configurations()) {
      once(
          "configuration " + change.version(),
          "           configuration v%d  %s".formatted(change.version(), change.change()));
    }
    for (Step step : expansion.steps()) {
      tell(step);
    }
    Optional<Step> running = expansion.steps().stream().filter(StoryTeller::runs).findFirst();
    if (running.isPresent() && !expansion.isOver()) {
      tellProgress(running.get(), expansion.progress());
    } else {
      screen.clearLive();
    }
  }

  private void tell(Step step) {
    if (step.status().equals("PENDING") || runs(step)) {
      return;
    }
    String took = step.took().map(Amounts::duration).orElse("");
    String detail = step.detail() == null ? "" : step.detail();
    once(
        step.name() + step.status(),
        "%s %-12s %10s  %s"
            .formatted(paint.status(mark(step.status())), step.name(), took, detail)
            .stripTrailing());
  }

  private void tellProgress(Step step, Optional<Progress> progress) {
    boolean counted = COUNTED.contains(step.name());
    if (!counted || progress.isEmpty() || progress.get().bytesTotal() == 0) {
      screen.live(
          "   ... %-12s %s".formatted(step.name(), step.detail() == null ? "" : step.detail()));
      return;
    }
    Progress bytes = progress.get();
    String line =
        new ProgressLine(
                step.name(),
                bytes.bytesCopied(),
                bytes.bytesTotal(),
                bytes.bytesPerSecond(),
                bytes.remaining())
            .text();
    screen.live("   ... " + line);
    if (!screen.isTerminal() && bytes.bytesCopied() > 0) {
      long tenth = TENTHS * bytes.bytesCopied() / bytes.bytesTotal();
      once(step.name() + " tenth " + Math.min(tenth, TENTHS), "   ... " + line);
    }
  }

  private void once(String key, String line) {
    if (told.add(key)) {
      screen.say(line);
    }
  }

  private static boolean runs(Step step) {
    return step.status().equals("RUNNING");
  }

  private static String mark(String status) {
    return switch (status) {
      case "DONE" -> "  ok";
      case "FAILED" -> "FAIL";
      default -> "back";
    };
  }
}
