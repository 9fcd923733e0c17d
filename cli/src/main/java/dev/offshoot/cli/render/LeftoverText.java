package dev.offshoot.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** What is left at host providers, as lines; a provider that did not answer is always named. */
public final class LeftoverText {

  private LeftoverText() {}

  /** How many things are left. */
  public static int count(JsonNode looks) {
    int all = 0;
    for (JsonNode look : looks) {
      all += look.path("leftovers").size();
    }
    return all;
  }

  /** How far the removal of what is left of this host is; missing when nobody asked for one. */
  public static JsonNode removal(JsonNode removals, String host) {
    for (JsonNode one : removals) {
      if (one.path("hostRequestId").asText().equals(host)) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  /** Every look, one below the other, with how far the removals of what they show are. */
  public static List<String> lines(JsonNode looks, JsonNode removals, Paint paint) {
    if (looks.isEmpty()) {
      return List.of("nobody has looked yet");
    }
    List<String> lines = new ArrayList<>();
    for (JsonNode look : looks) {
      lines.addAll(look(look, removals, paint));
    }
    return lines;
  }

  private static List<String> look(JsonNode look, JsonNode removals, Paint paint) {
    List<String> lines = new ArrayList<>();
    String at = look.path("lookedAt").asText();
    if (look.path("leftovers").isEmpty()) {
      lines.add("nothing is left, as of " + at);
    } else {
      Table table = new Table(paint, "PROVIDER", "KIND", "REFERENCE", "HOST", "STANDING", "WHY");
      for (JsonNode left : look.path("leftovers")) {
        table.row(
            left.path("provider").asText(),
            left.path("kind").asText(),
            left.path("reference").asText(),
            left.path("hostRequestId").asText("-"),
            left.path("standing").asText(),
            left.path("detail").asText()
                + removing(removal(removals, left.path("hostRequestId").asText())));
      }
      lines.addAll(table.lines());
      lines.add("as of " + at + "; none of it is removed by itself");
    }
    for (JsonNode unseen : look.path("unseen")) {
      lines.add(
          "provider %s did not say what it holds: %s"
              .formatted(unseen.path("provider").asText(), unseen.path("reason").asText()));
    }
    return lines;
  }

  private static String removing(JsonNode removal) {
    JsonNode cause = removal.path("cause");
    String why =
        cause.isObject()
            ? ": " + cause.path("code").asText() + ": " + cause.path("detail").asText()
            : "";
    return switch (removal.path("state").asText("")) {
      case "" -> "";
      case "REMOVED" -> "; it was removed since";
      case "REFUSED" -> "; it was not removed" + why;
      default -> "; it is being removed" + why;
    };
  }
}
