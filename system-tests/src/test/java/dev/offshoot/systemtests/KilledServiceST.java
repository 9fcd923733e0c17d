package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventType;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A service killed (SIGKILL) in the middle of its step, after what it did and before it could write
 * that down, and started again: the same final state, one host and one member.
 */
@ExtendWith(SharedOffshoot.class)
@TestInstance(Lifecycle.PER_CLASS)
class KilledServiceST {
  private static final String NAME = "killed";
  private static final String MONITOR = "replication-monitor";

  private final RunningOffshoot offshoot;
  private final Aftermath aftermath;
  private final TestReplicaSet set = TestReplicaSet.builder().name(NAME).start();
  private Document before = new Document();
  private Elections elections = set.elections();
  private List<String> foldersBefore = List.of();
  private int processesBefore;

  KilledServiceST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
    this.aftermath = new Aftermath(offshoot);
  }

  @BeforeAll
  void register() {
    var loaded = new SampleData(5).load(set.connectionString(), 8);
    assertThat(loaded.documents()).isPositive();
    Registration.of(offshoot, NAME, set);
  }

  @BeforeEach
  void remember() {
    before = set.configuration();
    elections = set.elections();
    foldersBefore = aftermath.folders();
    processesBefore = aftermath.processesOfAllHosts().size();
  }

  @AfterAll
  void stop() {
    set.close();
  }

  /** One expansion, so that each works on what the one before left when it was killed. */
  @Test
  void eachOfTheFiveIsKilledInItsStepAndReplicationMonitorInThree() {
    try (Interruption observed = before("state-service", EventType.STATE_OBSERVED);
        Interruption planned = before("planner-service", EventType.PLAN_CREATED);
        Interruption provisioned = before("provisioner-service", EventType.RESOURCE_PROVISIONED);
        Interruption installed = before("installer-service", EventType.BINARIES_INSTALLED);
        Interruption changed = before(MONITOR, EventType.MEMBER_ADDED)) {
      // Given
      String id = expand(1);

      // When
      observed.kill(id);
      observed.goOn(id);
      planned.kill(id);
      planned.goOn(id);
      provisioned.kill(id);
      assertThat(hostsMade()).as("the host is there").hasSize(1);
      provisioned.goOn(id);
      installed.kill(id);
      assertThat(aftermath.mongods(hostsMade().get(0))).as("mongod runs").hasSize(1);
      installed.goOn(id);
      changed.kill(id);
      assertThat(newMember()).containsEntry("votes", 0).containsEntry("hidden", true);
      changed.goOnUntil(MidStep.beforePhase("VOTE"), id);
      changed.kill(id);
      assertThat(newMember()).containsEntry("votes", 0).containsEntry("hidden", true);
      changed.goOnUntil(MidStep.beforePhase("PROMOTE"), id);
      changed.kill(id);
      assertThat(newMember()).containsEntry("votes", 1).containsEntry("hidden", true);
      changed.goOn(id);

      // Then
      isFinished(id, 1);
    }
  }

  @Test
  void allFiveAreKilledAtOnceWhileTheMemberSynchronizes() {
    try (Interruption synchronizing = new Interruption(offshoot, MidStep.beforePhase("CALM"))) {
      // Given
      String id = expand(0);

      // When
      synchronizing.kill(id, RunningOffshoot.SERVICES);
      synchronizing.goOn(id);

      // Then
      isFinished(id, 0);
    }
  }

  private Interruption before(String service, EventType fact) {
    return new Interruption(offshoot, MidStep.beforeFact(service, fact));
  }

  private String expand(int votes) {
    return offshoot.expand(
        """
        {"deployment": "killed", "approval": "automatic",
         "member": {"votes": %d, "priority": 0, "tags": {"site": "cloud"}}}
        """
            .formatted(votes));
  }

  private Document newMember() {
    List<Document> members = set.configuration().getList("members", Document.class);
    assertThat(members).hasSize(before.getList("members", Document.class).size() + 1);
    return members.getLast();
  }

  private void isFinished(String id, int votes) {
    Expansion over = offshoot.await(id, Duration.ofMinutes(2), "COMPLETED");
    Document after = set.configuration();
    assertThat(over.addresses()).hasSize(1);
    assertThat(Configurations.without(after, over.addresses()))
        .isEqualTo(Configurations.unversioned(before));
    assertThat(Configurations.member(after, over.addresses().get(0)))
        .isEqualTo(newMember())
        .containsEntry("votes", votes)
        .containsEntry("priority", 0.0)
        .containsEntry("hidden", false)
        .containsEntry("arbiterOnly", false)
        .containsEntry("tags", new Document("site", "cloud"));
    assertThat(set.elections()).isEqualTo(elections);
    Facts facts = Facts.of(offshoot, id);
    facts.areCausedInOrder(
        EventType.STATE_OBSERVED,
        EventType.PLAN_CREATED,
        EventType.RESOURCE_PROVISIONED,
        EventType.BINARIES_INSTALLED,
        EventType.SYNC_COMPLETED,
        EventType.EXPANSION_CLOSED);
    assertThat(Configurations.version(after) - Configurations.version(before))
        .as("reconfigs")
        .isEqualTo(2 + votes)
        .isEqualTo(facts.payload(EventType.SYNC_COMPLETED).path("configurations").size());
    hasOneHost(id);
  }

  /** Not only of those Offshoot knows: no folder and no process of a second one is there. */
  private void hasOneHost(String id) {
    List<JsonNode> hosts = aftermath.hostsOf("expansion", id);
    assertThat(hosts).hasSize(1);
    String host = hosts.get(0).path("id").asText();
    assertThat(hostsMade()).containsExactly(host);
    assertThat(aftermath.mongods(host)).hasSize(1);
    assertThat(aftermath.processesOfAllHosts())
        .hasSize(processesBefore + aftermath.processes(host).size());
  }

  private List<String> hostsMade() {
    List<String> made = new ArrayList<>(aftermath.folders());
    made.removeAll(foldersBefore);
    return made;
  }
}
