package dev.offshoot.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ConfigurationChange;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanWarning;
import dev.offshoot.contracts.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expansion as state-service shows it, read leniently.
 *
 * @param json the answer as it came
 */
public record ExpansionView(JsonNode json) {
  private static final List<String> OVER =
      List.of("COMPLETED", "PLANNED", "REJECTED", "ROLLED_BACK");

  /**
   * One step.
   *
   * @param name observe, plan, approve, provision, install, synchronize, verify or promote
   * @param status PENDING, RUNNING, DONE, FAILED or UNDONE
   */
  public record Step(
      String name,
      String status,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String detail) {
    /** Time from start to finish; empty while it runs. */
    public Optional<Duration> took() {
      return startedAt == null || finishedAt == null
          ? Optional.empty()
          : Optional.of(Duration.between(startedAt, finishedAt));
    }
  }

  /** Bytes of a copy or comparison under way. */
  public record Progress(
      long bytesCopied,
      long bytesTotal,
      long bytesPerSecond,
      @Nullable Duration remaining,
      @Nullable Duration oplogWindow) {}

  /** One new member. */
  public record Member(int id, String address, String state) {}

  /** Why it does not go on. */
  public record Failure(String step, String code, String detail, String remedy) {
    /** A missing word reads as empty. */
    public Failure {
      step = word(step);
      code = word(code);
      detail = word(detail);
      remedy = word(remedy);
    }

    private static String word(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  static ExpansionView read(JsonNode json) {
    return new ExpansionView(json);
  }

  public String id() {
    return json.path("id").asText();
  }

  public String deployment() {
    return json.path("deployment").asText();
  }

  public String status() {
    return json.path("status").asText();
  }

  /** Whether nothing more happens. */
  public boolean isOver() {
    return OVER.contains(status());
  }

  public Optional<Plan> plan() {
    return read("plan", Plan.class);
  }

  public List<Step> steps() {
    return list("steps", Step.class);
  }

  public List<Member> members() {
    return list("members", Member.class);
  }

  public Optional<Progress> progress() {
    return read("progress", Progress.class);
  }

  public Optional<Failure> failure() {
    return read("failure", Failure.class);
  }

  /** Every refusal of a rejected one; the failure alone where the service names no list. */
  public List<Refusal> refusals() {
    List<Refusal> all = list("refusals", Refusal.class);
    return !all.isEmpty()
        ? all
        : failure()
            .map(failure -> new Refusal(failure.code(), failure.detail(), failure.remedy(), false))
            .map(List::of)
            .orElse(List.of());
  }

  public List<PlanWarning> warnings() {
    return list("warnings", PlanWarning.class);
  }

  public List<ConfigurationChange> configurations() {
    return list("configurations", ConfigurationChange.class);
  }

  /** One proof per new member; a JSON object of its own for each. */
  public List<JsonNode> proofs() {
    JsonNode proof = json.path("proofs").isArray() ? json.path("proofs") : json.path("proof");
    List<JsonNode> all = new ArrayList<>();
    if (proof.isArray()) {
      proof.forEach(all::add);
    } else if (proof.isObject()) {
      all.add(proof);
    }
    return all;
  }

  private <T> Optional<T> read(String field, Class<T> type) {
    JsonNode node = json.path(field);
    return node.isObject() ? Optional.of(ContractJson.read(node, type)) : Optional.empty();
  }

  private <T> List<T> list(String field, Class<T> type) {
    List<T> all = new ArrayList<>();
    json.path(field).forEach(each -> all.add(ContractJson.read(each, type)));
    return all;
  }
}
