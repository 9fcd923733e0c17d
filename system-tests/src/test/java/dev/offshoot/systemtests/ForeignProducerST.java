package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.EventRecorder.Recorded;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** ExpansionRequested published by somebody else is the same as the HTTP call. */
@ExtendWith(SharedOffshoot.class)
@TestInstance(Lifecycle.PER_CLASS)
class ForeignProducerST {
  private static final String CAREFUL = "careful";
  private static final String DEAD_LETTERS = EventType.DEAD_LETTER_TOPIC;
  private static final Duration SOON = Duration.ofMinutes(1);

  private final RunningOffshoot offshoot;
  private final TestReplicaSet set = TestReplicaSet.builder().name("produced").start();
  private final ForeignProducer producer;

  ForeignProducerST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
    this.producer =
        new ForeignProducer(offshoot.status().path("kafka").path("bootstrapServers").asText());
  }

  @BeforeAll
  void register() {
    Registration.of(offshoot, CAREFUL, set);
    automaticApproval(false);
  }

  @AfterAll
  void stop() {
    producer.close();
    set.close();
  }

  @Test
  void anEventIsPlannedAndApprovedOverHttp() {
    String id = UUID.randomUUID().toString();
    String request =
        producer.request(
            CAREFUL, body(id, "\"approval\": \"required\", \"member\": {\"votes\": 0}"));
    Expansion planned = awaitStatus(id, "AWAITING_APPROVAL");

    offshoot.approve(id, planned.planDigest());

    Expansion over = offshoot.await(id, Duration.ofMinutes(2), "COMPLETED");
    assertThat(Configurations.member(set.configuration(), over.addresses().get(0)))
        .containsEntry("votes", 0);
    Facts facts = Facts.of(offshoot, id);
    assertThat(facts.once(EventType.STATE_OBSERVED).attribute("causationid")).isEqualTo(request);
    facts.areValid(CAREFUL);
  }

  @Test
  void automaticApprovalOfAnEventCountsOnlyWhereTheDeploymentAllowsIt() {
    String careful = publish("\"approval\": \"automatic\", \"member\": {\"votes\": 0}");
    Expansion waiting = awaitStatus(careful, "AWAITING_APPROVAL");
    assertThat(waiting.json().path("requested").path("deployment").asText()).isEqualTo(CAREFUL);
    cancel(careful);
    automaticApproval(true);
    try {
      String trusting = publish("\"approval\": \"automatic\", \"member\": {\"votes\": 0}");
      Poll.until(SOON, () -> known(trusting));

      offshoot.await(trusting, SOON, "PROVISIONING", "INSTALLING", "SYNCHRONIZING");

      cancel(trusting);
    } finally {
      automaticApproval(false);
    }
  }

  @Test
  void whatCannotBeReadGoesToTheDeadLettersAndNothingStops() {
    producer.send(CAREFUL, "{not json", Map.of("ce_type", "dev.offshoot.ExpansionRequested.v1"));
    producer.send(CAREFUL, "{}", Map.of("ce_type", "dev.offshoot.ExpansionRequested.v2"));

    Recorded letter =
        offshoot
            .events()
            .await(
                SOON, each -> each.topic().equals(DEAD_LETTERS) && each.text().equals("{not json"));
    assertThat(letter.headers()).containsKey("offshoot_reason");
    assertThat(letter.value()).isEqualTo("{not json".getBytes(StandardCharsets.UTF_8));
    assertThat(letter.attribute("type")).isEqualTo("dev.offshoot.ExpansionRequested.v1");
    Recorded newer =
        offshoot
            .events()
            .await(
                SOON,
                each ->
                    each.topic().equals(DEAD_LETTERS) && each.attribute("type").endsWith(".v2"));
    assertThat(newer.headers().get("offshoot_reason")).isNotBlank();
    assertThat(awaitStatus(publish("\"approval\": \"plan-only\""), "PLANNED").planDigest())
        .isNotEmpty();
  }

  @Test
  void anUnknownFieldIsRefusedWithItsName() {
    String id = publish("\"approval\": \"plan-only\", \"wishes\": 3");

    JsonNode closed = Facts.of(offshoot, id).payload(EventType.EXPANSION_CLOSED);

    assertThat(closed.path("outcome").asText()).isEqualTo("REJECTED");
    assertThat(closed.path("code").asText()).isEqualTo("UNKNOWN_FIELD");
    assertThat(closed.path("detail").asText()).contains("wishes");
  }

  @Test
  void anUnknownDeploymentAndAnOldRequestAreRefused() {
    String unknown = UUID.randomUUID().toString();
    producer.request(
        "nobody", "{\"expansionId\": \"" + unknown + "\", \"deployment\": \"nobody\"}");
    String old = UUID.randomUUID().toString();
    producer.request(
        CAREFUL,
        "{\"expansionId\": \"" + old + "\", \"deployment\": \"careful\"}",
        Instant.now().minus(Duration.ofHours(25)));

    JsonNode closed = Facts.of(offshoot, unknown).payload(EventType.EXPANSION_CLOSED);
    JsonNode tooOld = Facts.of(offshoot, old).payload(EventType.EXPANSION_CLOSED);

    assertThat(closed.path("outcome").asText()).isEqualTo("REJECTED");
    assertThat(closed.path("detail").asText()).contains("nobody");
    assertThat(tooOld.path("outcome").asText()).isEqualTo("REJECTED");
    assertThat(tooOld.path("code").asText()).isNotEqualTo(closed.path("code").asText());
  }

  @Test
  void theSameExpansionIdTwiceIsOnce() {
    String id = UUID.randomUUID().toString();
    String body = body(id, "\"approval\": \"plan-only\"");
    producer.request(CAREFUL, body);
    producer.request(CAREFUL, body);
    Expansion planned = awaitStatus(id, "PLANNED");

    producer.request(CAREFUL, body);
    String next = publish("\"approval\": \"plan-only\"");
    assertThat(awaitStatus(next, "PLANNED").id()).isEqualTo(next);

    Facts facts = Facts.of(offshoot, id);
    facts.areCausedInOrder(
        EventType.STATE_OBSERVED, EventType.PLAN_CREATED, EventType.EXPANSION_CLOSED);
    assertThat(offshoot.expansion(id).json()).isEqualTo(planned.json());
  }

  private String publish(String fields) {
    String id = UUID.randomUUID().toString();
    producer.request(CAREFUL, body(id, fields));
    return id;
  }

  private static String body(String id, String fields) {
    return "{\"expansionId\": \"%s\", \"deployment\": \"careful\", %s}".formatted(id, fields);
  }

  private Expansion awaitStatus(String id, String status) {
    assertThat(Poll.until(SOON, () -> known(id))).as("known: " + id).isTrue();
    return offshoot.await(id, SOON, status);
  }

  private boolean known(String id) {
    return offshoot.http().get("/expansions/" + id).status() == 200;
  }

  private void cancel(String id) {
    Answer answer = offshoot.http().post("/expansions/" + id + "/cancellation", "{}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(offshoot.await(id, Duration.ofSeconds(90), "ROLLED_BACK").failureCode())
        .isEqualTo("CANCELLED");
  }

  private void automaticApproval(boolean allowed) {
    Answer answer =
        offshoot
            .http()
            .put(
                "/deployments/careful",
                """
                {"connectionString": "%s", "credentials": "careful-root",
                 "keyfile": "careful-key", "automaticApproval": %s}
                """
                    .formatted(set.plainConnectionString(), allowed));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
