package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks for an expansion that must be refused, and looks whether anything was started. */
final class Refused {
  private static final Duration REFUSED_WITHIN = Duration.ofMinutes(1);
  private static final List<String> STARTED =
      List.of(
          EventType.PLAN_CREATED.topic(),
          EventType.RESOURCE_PROVISIONED.topic(),
          EventType.BINARIES_INSTALLED.topic(),
          EventType.MEMBER_ADDED.topic());

  private final RunningOffshoot offshoot;

  Refused(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  /** Asserts the refusal, its words, its event, and that no host and no process came of it. */
  Expansion expect(String code, String request) {
    List<String> hostsBefore = new Aftermath(offshoot).folders();
    long mongodsBefore = mongods();

    String id = offshoot.expand(request);
    Expansion refused = offshoot.await(id, REFUSED_WITHIN, "REJECTED");

    assertThat(codes(refused)).as(refused.json().toPrettyString()).contains(code);
    JsonNode reason = reason(refused, code);
    assertThat(reason.path("detail").asText()).as("detail").hasSizeGreaterThan(15);
    assertThat(reason.path("remedy").asText()).as("remedy").hasSizeGreaterThan(15);
    Facts facts = Facts.of(offshoot, id);
    JsonNode closed = facts.payload(EventType.EXPANSION_CLOSED);
    assertThat(closed.path("outcome").asText()).isEqualTo("REJECTED");
    assertThat(closed.path("code").asText()).isEqualTo(refused.failureCode());
    assertThat(facts.all())
        .as("nothing was started")
        .noneMatch(each -> STARTED.contains(each.topic()));
    assertThat(new Aftermath(offshoot).hostsOf("expansion", id)).isEmpty();
    assertThat(new Aftermath(offshoot).folders()).isEqualTo(hostsBefore);
    assertThat(mongods()).isEqualTo(mongodsBefore);
    return refused;
  }

  /** The same, and the code is the one the expansion failed with. */
  Expansion expectFirst(String code, String request) {
    Expansion refused = expect(code, request);
    assertThat(refused.failureCode()).isEqualTo(code);
    return refused;
  }

  /** All codes a refused expansion names. */
  static List<String> codes(Expansion refused) {
    List<String> codes = new ArrayList<>(List.of(refused.failureCode()));
    refused.json().path("refusals").forEach(each -> codes.add(each.path("code").asText()));
    return codes;
  }

  private static JsonNode reason(Expansion refused, String code) {
    for (JsonNode each : refused.json().path("refusals")) {
      if (each.path("code").asText().equals(code)) {
        return each;
      }
    }
    return refused.failure();
  }

  private long mongods() {
    return LocalProcess.of(offshoot.dataDir().resolve("hosts")).size();
  }
}
