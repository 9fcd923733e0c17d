package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.cli.render.Paint;
import dev.offshoot.cli.render.Table;
import java.util.ArrayList;
import java.util.List;

/** A deployment with its latest observation. */
final class ObservationText {
  private ObservationText() {}

  static List<String> lines(JsonNode deployment, Paint paint) {
    List<String> lines = new ArrayList<>();
    lines.add(paint.heading("DEPLOYMENT ") + deployment.path("name").asText());
    lines.add("connection  " + deployment.path("connectionString").asText());
    for (String secret :
        List.of("credentials", "observeCredentials", "proveCredentials", "keyfile")) {
      if (deployment.hasNonNull(secret)) {
        lines.add("%-18s  secret %s".formatted(secret, deployment.path(secret).asText()));
      }
    }
    if (deployment.hasNonNull("addressTemplate")) {
      lines.add("new members " + deployment.path("addressTemplate").asText());
    }
    JsonNode observation = deployment.path("observation");
    if (!observation.isObject()) {
      lines.add("never observed; look now with --observe");
      return lines;
    }
    lines.add(
        "observed    %s  set %s  configuration v%d t%d%s"
            .formatted(
                observation.path("observedAt").asText(),
                observation.path("setName").asText("-"),
                observation.path("configVersion").asLong(),
                observation.path("configTerm").asLong(),
                observation.path("configurationCommitted").asBoolean() ? "" : " not committed"));
    lines.addAll(members(observation, paint).lines());
    lines.add("data        " + Amounts.bytes(dataBytes(observation)));
    observation
        .path("disagreements")
        .forEach(each -> lines.add(paint.attention("differs     ") + each.asText()));
    observation
        .path("problems")
        .forEach(each -> lines.add(paint.attention("problem     ") + words(each)));
    return lines;
  }

  private static Table members(JsonNode observation, Paint paint) {
    Table table =
        new Table(paint, "_ID", "MEMBER", "STATE", "VOTES", "PRIORITY", "HIDDEN", "VERSION", "LAG")
            .statusColours();
    for (JsonNode member : observation.path("members")) {
      table.row(
          member.path("id").asText(),
          member.path("address").asText(),
          member.path("state").asText("-"),
          member.path("votes").asText(),
          member.path("priority").asText(),
          member.path("hidden").asBoolean() ? "hidden" : "no",
          member.path("software").path("version").asText("-"),
          member.hasNonNull("lagSeconds") ? member.path("lagSeconds").asText() + " s" : "-");
    }
    return table;
  }

  private static long dataBytes(JsonNode observation) {
    long total = 0;
    for (JsonNode database : observation.path("databases")) {
      total += database.path("dataBytes").asLong();
    }
    return total;
  }

  private static String words(JsonNode problem) {
    List<String> words = new ArrayList<>();
    problem.forEach(each -> words.add(each.asText()));
    return String.join("  ", words);
  }
}
