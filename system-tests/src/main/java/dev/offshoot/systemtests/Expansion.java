package dev.offshoot.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An expansion as {@code GET /expansions/{id}} shows it.
 *
 * @param json the answer as it came
 */
public record Expansion(JsonNode json) {
  private static final List<String> OVER =
      List.of("COMPLETED", "PLANNED", "REJECTED", "ROLLED_BACK");

  public String id() {
    return json.path("id").asText();
  }

  public String status() {
    return json.path("status").asText();
  }

  /** Whether nothing more happens. */
  public boolean isOver() {
    return OVER.contains(status());
  }

  public JsonNode plan() {
    return json.path("plan");
  }

  public String planDigest() {
    return plan().path("digest").asText();
  }

  public JsonNode failure() {
    return json.path("failure");
  }

  public String failureCode() {
    return failure().path("code").asText();
  }

  /** The status of a step, or empty. */
  public String step(String name) {
    return ofStep(name, "status");
  }

  /** What is said of a step; empty for nothing. */
  public String detail(String step) {
    return ofStep(step, "detail");
  }

  private String ofStep(String name, String field) {
    for (JsonNode step : json.path("steps")) {
      if (step.path("name").asText().equals(name)) {
        return step.path(field).asText();
      }
    }
    return "";
  }

  /** HOST:PORT of the new members. */
  public List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    json.path("members").forEach(each -> addresses.add(each.path("address").asText()));
    return addresses;
  }

  /** Proofs, one per new member. */
  public List<JsonNode> proofs() {
    List<JsonNode> proofs = new ArrayList<>();
    json.path("proofs").forEach(proofs::add);
    if (proofs.isEmpty() && json.path("proof").isObject()) {
      proofs.add(json.path("proof"));
    }
    return proofs;
  }
}
