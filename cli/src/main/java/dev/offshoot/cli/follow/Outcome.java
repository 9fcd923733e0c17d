package dev.offshoot.cli.follow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ExpansionView.Failure;
import dev.offshoot.cli.api.ExpansionView.Member;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.cli.render.Paint;
import dev.offshoot.contracts.PlanWarning;
import dev.offshoot.contracts.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How an expansion ended, or why it does not go on, in words and as an exit code. */
public final class Outcome {
  private Outcome() {}

  /** The exit code of a command that waited for this expansion. */
  public static int exitCode(ExpansionView expansion) {
    return switch (expansion.status()) {
      case "COMPLETED", "PLANNED" -> ExitCode.DONE;
      case "REJECTED" -> ExitCode.REFUSED;
      case "NEEDS_ATTENTION" -> ExitCode.NEEDS_ATTENTION;
      case "AWAITING_APPROVAL" -> ExitCode.WAITS_FOR_PERSON;
      default -> ExitCode.FAILED;
    };
  }

  /** What a person needs to know now. */
  public static List<String> lines(ExpansionView expansion, Paint paint) {
    return switch (expansion.status()) {
      case "COMPLETED" -> completed(expansion, paint);
      case "REJECTED" -> rejected(expansion, paint);
      case "ROLLED_BACK" -> stopped(expansion, paint, paint.bad("ROLLED BACK"));
      case "NEEDS_ATTENTION" -> stopped(expansion, paint, paint.attention("NEEDS ATTENTION"));
      default -> List.of();
    };
  }

  private static List<String> completed(ExpansionView expansion, Paint paint) {
    List<String> lines = new ArrayList<>();
    String members =
        expansion.members().stream().map(Member::address).collect(Collectors.joining(", "));
    lines.add(paint.good("COMPLETED") + "  " + members + " is synchronized, proven and promoted");
    for (JsonNode proof : expansion.proofs()) {
      lines.add(proof(proof));
    }
    return lines;
  }

  /** One line about one proof; what was not compared is named. */
  public static String proof(JsonNode proof) {
    Map<String, List<String>> named = new TreeMap<>();
    for (JsonNode namespace : proof.path("namespaces")) {
      named
          .computeIfAbsent(namespace.path("result").asText(), result -> new ArrayList<>())
          .add(namespace.path("name").asText());
    }
    StringBuilder line =
        new StringBuilder("PROOF     ")
            .append(Amounts.of(named.getOrDefault("EQUAL", List.of()).size(), "namespace"))
            .append(" equal to ")
            .append(proof.path("comparedWith").asText());
    named.forEach(
        (result, names) -> {
          if (!result.equals("EQUAL")) {
            line.append("; ").append(names.size()).append(' ').append(words(result));
            line.append(" (").append(String.join(", ", names)).append(')');
          }
        });
    String seen = proof.path("markedWriteSeenAfter").asText("");
    if (!seen.isEmpty()) {
      line.append("; marked write seen after ").append(Amounts.duration(Duration.parse(seen)));
    }
    return line.toString();
  }

  private static String words(String result) {
    return result.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<String> rejected(ExpansionView expansion, Paint paint) {
    List<String> lines = new ArrayList<>();
    lines.add(paint.bad("REJECTED") + "  nothing was started, nothing was changed");
    for (Refusal refusal : expansion.refusals()) {
      lines.add("  " + paint.bad(refusal.code()) + "  " + refusal.detail());
      if (!refusal.remedy().isEmpty()) {
        lines.add("    to do: " + refusal.remedy());
      }
      if (refusal.acceptable()) {
        lines.add("    or accept it: --accept " + refusal.code());
      }
    }
    for (PlanWarning warning : expansion.warnings()) {
      lines.add("  " + paint.attention(warning.code()) + "  " + warning.detail());
    }
    return lines;
  }

  private static List<String> stopped(ExpansionView expansion, Paint paint, String word) {
    List<String> lines = new ArrayList<>();
    Failure failure = expansion.failure().orElse(new Failure("", "", "no reason is known yet", ""));
    String where = failure.step().isEmpty() ? "" : " in step " + failure.step();
    lines.add(word + where + "  " + paint.heading(failure.code()) + "  " + failure.detail());
    if (!failure.remedy().isEmpty()) {
      lines.add("  to do: " + failure.remedy());
    }
    return lines;
  }
}
