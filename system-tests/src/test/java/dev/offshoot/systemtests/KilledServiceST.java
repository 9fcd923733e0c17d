package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventType;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A service killed (SIGKILL) in the middle of its step and started again: the same final state, one
 * host and one member.
 */
@ExtendWith(SharedOffshoot.class)
@TestInstance(Lifecycle.PER_CLASS)
class KilledServiceST {
  private static final String NAME = "killed";
  private static final String REQUEST =
      """
      {"deployment": "killed", "approval": "automatic",
       "member": {"votes": 0, "tags": {"site": "cloud"}}}
      """;

  private final RunningOffshoot offshoot;
  private final TestReplicaSet set = TestReplicaSet.builder().name(NAME).start();

  KilledServiceST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  @BeforeAll
  void register() {
    var loaded = new SampleData(5).load(set.connectionString(), 30);
    assertThat(loaded.documents()).isPositive();
    Registration.of(offshoot, NAME, set);
  }

  @AfterAll
  void stop() {
    set.close();
  }

  /** Each service, and the event whose arrival starts its step. */
  @ParameterizedTest
  @CsvSource({
    "state-service, EXPANSION_REQUESTED",
    "planner-service, STATE_OBSERVED",
    "provisioner-service, PLAN_CREATED",
    "installer-service, RESOURCE_PROVISIONED",
    "replication-monitor, MEMBER_ADDED"
  })
  void oneServiceIsKilledInMidStep(String service, EventType trigger) {
    isFinishedAfterKilling(List.of(service), trigger);
  }

  @Test
  void allFiveAreKilledAtOnce() {
    isFinishedAfterKilling(RunningOffshoot.SERVICES, EventType.MEMBER_ADDED);
  }

  private void isFinishedAfterKilling(List<String> services, EventType trigger) {
    // Given
    Document before = set.configuration();
    Elections elections = set.elections();
    String id = offshoot.expand(REQUEST);
    Facts facts = Facts.of(offshoot, id);
    if (trigger != EventType.EXPANSION_REQUESTED) {
      assertThat(facts.await(trigger, Duration.ofMinutes(2)).attribute("id")).isNotEmpty();
    }

    // When
    offshoot.kill(services);
    offshoot.startMissing();

    // Then
    Expansion over = offshoot.await(id, Duration.ofMinutes(2), "COMPLETED");
    Document after = set.configuration();
    assertThat(Configurations.without(after, over.addresses()))
        .isEqualTo(Configurations.unversioned(before));
    assertThat(over.addresses()).hasSize(1);
    assertThat(Configurations.member(after, over.addresses().get(0)))
        .containsEntry("votes", 0)
        .containsEntry("hidden", false)
        .containsEntry("tags", new Document("site", "cloud"));
    assertThat(set.elections()).isEqualTo(elections);
    hasOneHost(id);
    facts.areCausedInOrder(
        EventType.STATE_OBSERVED,
        EventType.PLAN_CREATED,
        EventType.RESOURCE_PROVISIONED,
        EventType.BINARIES_INSTALLED,
        EventType.SYNC_COMPLETED,
        EventType.EXPANSION_CLOSED);
  }

  private void hasOneHost(String id) {
    Aftermath aftermath = new Aftermath(offshoot);
    List<JsonNode> hosts = aftermath.hostsOf("expansion", id);
    assertThat(hosts).hasSize(1);
    String host = hosts.get(0).path("id").asText();
    assertThat(aftermath.mongods(host)).hasSize(1);
  }
}
