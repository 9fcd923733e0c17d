package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.Cause;
import dev.offshoot.state.domain.ExpansionStatus;
import dev.offshoot.state.domain.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down how a person finishes or undoes an expansion without Offshoot, from the plan's own
 * commands and from where the expansion stands.
 */
public final class Runbook {

  private final ExpansionView expansion;
  private final JsonNode plan;
  private final List<String> lines = new ArrayList<>();

  private Runbook(ExpansionView expansion, JsonNode plan) {
    this.expansion = expansion;
    this.plan = plan;
  }

  /** The runbook as plain text. */
  public static Outcome<String> of(ExpansionView expansion) {
    JsonNode plan = expansion.plan();
    if (plan == null) {
      return Outcome.refused(
          ProblemCode.NO_PLAN,
          "Expansion " + expansion.id() + " has no plan, and touched nothing.",
          "There is nothing to finish or to undo.");
    }
    return Outcome.done(new Runbook(expansion, plan).text());
  }

  private String text() {
    header();
    where();
    lines.add("");
    lines.add("TO FINISH BY HAND: look at the set first, skip what is there already.");
    for (JsonNode step : plan.path("steps")) {
      step(step);
    }
    lines.add("");
    lines.add("TO UNDO BY HAND: from the last step that was done back to the first.");
    List<JsonNode> steps = new ArrayList<>();
    plan.path("steps").forEach(steps::add);
    for (JsonNode step : steps.reversed()) {
      undo(step);
    }
    return String.join("\n", lines) + "\n";
  }

  private void header() {
    lines.add("# Expansion " + expansion.id() + " of " + expansion.deployment());
    lines.add("# Plan " + plan.path("id").asText() + ", digest " + plan.path("digest").asText());
    lines.add("# " + plan.path("goal").asText());
    lines.add("# Stop Offshoot before you begin: ./offshoot down");
  }

  private void where() {
    lines.add("");
    lines.add("WHERE IT STANDS: " + expansion.status() + meaning(expansion.status()));
    expansion
        .steps()
        .forEach(step -> lines.add("  %-12s %s".formatted(step.name(), step.status())));
    for (Projection.Member member : expansion.members()) {
      lines.add("  member %d %s %s".formatted(member.id(), member.address(), member.state()));
    }
    for (Projection.Configuration configuration : expansion.configurations()) {
      lines.add(
          "  configuration version %d: %s"
              .formatted(configuration.version(), configuration.change()));
    }
    Cause failure = expansion.failure();
    if (failure != null) {
      lines.add("  " + failure.code() + ": " + failure.detail() + " " + failure.remedy());
    }
  }

  private static String meaning(ExpansionStatus status) {
    return switch (status) {
      case COMPLETED -> " (nothing is left to do; undo takes the member out again)";
      case ROLLED_BACK, REJECTED, PLANNED -> " (nothing of it is left; nothing is to be done)";
      case ROLLING_BACK -> " (undo it)";
      case NEEDS_ATTENTION -> " (read the reason below, then finish or undo)";
      case REQUESTED,
          OBSERVED,
          AWAITING_APPROVAL,
          PROVISIONING,
          INSTALLING,
          SYNCHRONIZING,
          VERIFYING,
          PROMOTING ->
          "";
    };
  }

  private void step(JsonNode step) {
    lines.add("");
    lines.add(
        "%d. %s: %s%s"
            .formatted(
                step.path("number").asInt(),
                step.path("name").asText(),
                step.path("does").asText(),
                step.path("touchesSet").asBoolean() ? "  [touches the set]" : ""));
    step.path("byHand").forEach(command -> lines.add("   " + command.asText()));
  }

  private void undo(JsonNode step) {
    String undo = step.path("undo").asText();
    if (!undo.isBlank() && !undo.equals("-")) {
      lines.add("%d. %s".formatted(step.path("number").asInt(), undo));
    }
  }
}
