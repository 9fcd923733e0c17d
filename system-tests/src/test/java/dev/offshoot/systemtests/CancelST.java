package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cancel takes everything back, however far the expansion got. */
@ExtendWith(SharedOffshoot.class)
@TestInstance(Lifecycle.PER_CLASS)
class CancelST {
  private static final String NAME = "cancelled";
  private static final Duration SOON = Duration.ofMinutes(1);

  private final RunningOffshoot offshoot;
  private final Aftermath aftermath;
  private final TestReplicaSet set = TestReplicaSet.builder().name(NAME).start();
  private Document before = new Document();
  private Elections elections = set.elections();

  CancelST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
    this.aftermath = new Aftermath(offshoot);
  }

  @BeforeAll
  void register() {
    var loaded = new SampleData(3).load(set.connectionString(), 80);
    assertThat(loaded.documents()).isPositive();
    Registration.of(offshoot, NAME, set);
  }

  @BeforeEach
  void remember() {
    before = set.configuration();
    elections = set.elections();
  }

  @AfterAll
  void stop() {
    set.close();
  }

  @Test
  void whileItWaitsForApproval() {
    String id = offshoot.expand("{\"deployment\": \"cancelled\"}");
    offshoot.await(id, SOON, "AWAITING_APPROVAL");

    cancel(id);

    isTakenBack(id);
    assertThat(set.configuration()).as("nothing was touched").isEqualTo(before);
  }

  @Test
  void whileMongodIsInstalled() {
    String id = expand();
    offshoot.await(id, SOON, "INSTALLING");

    cancel(id);

    isTakenBack(id);
    Facts facts = Facts.of(offshoot, id);
    aftermath.isNothingOf(facts.host());
    assertThat(facts.all()).noneMatch(each -> each.topic().contains("sync-completed"));
  }

  @Test
  void whileTheNewMemberSynchronizes() {
    String id = expand();
    offshoot.await(id, SOON, "SYNCHRONIZING");
    assertThat(Poll.until(SOON, () -> members(set.configuration()) == 4)).isTrue();

    cancel(id);

    Expansion over = isTakenBack(id);
    Facts facts = Facts.of(offshoot, id);
    assertThat(facts.payload(EventType.MEMBER_REMOVED).toString())
        .contains(over.plan().path("toAdd").path(0).path("address").asText());
    aftermath.isNothingOf(facts.host());
  }

  private String expand() {
    return offshoot.expand(
        "{\"deployment\": \"cancelled\", \"approval\": \"automatic\", \"member\": {\"votes\": 0}}");
  }

  private void cancel(String id) {
    Answer answer = offshoot.http().post("/expansions/" + id + "/cancellation", "{}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  private Expansion isTakenBack(String id) {
    Expansion over = offshoot.await(id, Duration.ofSeconds(90), "ROLLED_BACK");
    assertThat(over.failureCode()).isEqualTo("CANCELLED");
    assertThat(Configurations.unversioned(set.configuration()))
        .isEqualTo(Configurations.unversioned(before));
    assertThat(set.elections()).isEqualTo(elections);
    Facts facts = Facts.of(offshoot, id);
    facts.areCausedInOrder(
        EventType.MEMBER_REMOVED,
        EventType.BINARIES_REMOVED,
        EventType.RESOURCE_RELEASED,
        EventType.EXPANSION_CLOSED);
    facts.areValid(NAME);
    JsonNode closed = facts.payload(EventType.EXPANSION_CLOSED);
    assertThat(closed.path("outcome").asText()).isEqualTo("ROLLED_BACK");
    assertThat(closed.path("code").asText()).isEqualTo("CANCELLED");
    return over;
  }

  private static int members(Document configuration) {
    return configuration.getList("members", Document.class).size();
  }
}
