package dev.offshoot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.StoredJournals;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed while the member synchronizes, and again in the middle of a collection it
 * compares.
 */
class KilledMonitorFaultIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SYNCHRONIZING = "\"phase\":\"SYNCHRONIZE\"";
  private static final String CAUGHT_UP = "\"phase\":\"CALM\"";
  private static final String PROVEN = "\"phase\":\"VOTE\"";
  private static final String INSIDE_A_COLLECTION = "\"position\":\\{\"namespace\"";

  /** Many short steps, so that a collection takes several. */
  private static final Map<String, String> SMALL_RANGES =
      Map.of(
          "OFFSHOOT_MONITOR_PROOF_RANGE_BYTES", "1048576",
          "OFFSHOOT_MONITOR_PROOF_STEP", "PT0.001S",
          "OFFSHOOT_WORK_INSTANCE", "only");

  @Test
  void theNextOneEndsInTheSameStateWithOneMember(@TempDir Path data) {
    try (RealSet real = new RealSet(TestReplicaSet.builder().start());
        ServiceOnRealParts parts = new ServiceOnRealParts(data, SMALL_RANGES);
        StoredJournals journals = parts.journals()) {
      // Given
      new SampleData(1).load(real.set().connectionString(), 30);
      TestMongod added =
          real.startEmpty(
              "--setParameter=enableTestCommands=1",
              "--setParameter=failpoint.initialSyncHangBeforeCopyingDatabases={mode:'alwaysOn'}");
      Document before = real.set().configuration();
      Elections elections = real.set().elections();
      // When
      parts.publish(
          EventType.BINARIES_INSTALLED,
          real.installed(List.of(Expansions.member(3, added.address()))));
      killWhileItSynchronizes(real, parts, journals);
      journals.refuseState(INSIDE_A_COLLECTION);
      letItCopy(real, added);
      parts.start();
      killWhileItCompares(parts, journals);
      journals.allowAll();
      parts.start();
      SyncCompleted fact =
          ContractJson.read(
              parts.await(PATIENCE, EventType.SYNC_COMPLETED, e -> true).text(),
              SyncCompleted.class);
      // Then
      Document after = real.set().configuration();
      assertThat(after.getList("members", Document.class)).hasSize(4);
      assertThat(after.getInteger("version")).isEqualTo(before.getInteger("version") + 3);
      assertThat(after.getList("members", Document.class).subList(0, 3))
          .isEqualTo(before.getList("members", Document.class));
      assertThat(real.entry(3).orElseThrow())
          .containsEntry("votes", 1)
          .containsEntry("hidden", false);
      assertThat(real.set().elections()).isEqualTo(elections);
      assertThat(fact.configurations()).hasSize(3);
      assertThat(fact.proofs().getFirst().namespaces())
          .anyMatch(each -> each.name().equals("shop.orders") && each.result().equals("EQUAL"));
      assertThat(parts.said(EventType.MEMBER_ADDED)).isEqualTo(1);
      assertThat(parts.said(EventType.MEMBER_PROMOTED)).isEqualTo(1);
      assertThat(parts.said(EventType.SYNC_COMPLETED)).isEqualTo(1);
    }
  }

  private static void killWhileItSynchronizes(
      RealSet real, ServiceOnRealParts parts, StoredJournals journals) {
    journals.await(
        Expansions.ID, PATIENCE, now -> StoredJournals.stateContains(now, SYNCHRONIZING));
    Awaitility.await().atMost(PATIENCE).until(() -> stateOfAdded(real).equals("STARTUP2"));
    parts.kill();
    Document left = journals.find(Expansions.ID);
    assertThat(StoredJournals.isHeld(left)).isTrue();
    assertThat(StoredJournals.stateContains(left, CAUGHT_UP)).isFalse();
    assertThat(stateOfAdded(real)).isEqualTo("STARTUP2");
  }

  private static void letItCopy(RealSet real, TestMongod added) {
    try (DirectAdmin admin = DirectAdmin.asMember(added.address(), real.set().keyfile())) {
      admin.run(
          new Document("configureFailPoint", "initialSyncHangBeforeCopyingDatabases")
              .append("mode", "off"));
    }
  }

  private static void killWhileItCompares(ServiceOnRealParts parts, StoredJournals journals) {
    journals.await(Expansions.ID, PATIENCE, now -> StoredJournals.stateContains(now, CAUGHT_UP));
    journals.awaitRefused(Expansions.ID, PATIENCE);
    parts.kill();
    Document left = journals.find(Expansions.ID);
    assertThat(StoredJournals.isHeld(left)).isTrue();
    assertThat(StoredJournals.stateContains(left, "\"stage\":\"RANGES\"")).isTrue();
    assertThat(StoredJournals.stateContains(left, PROVEN)).isFalse();
  }

  private static String stateOfAdded(RealSet real) {
    return real.set().status().getList("members", Document.class).stream()
        .filter(member -> member.getInteger("_id") == 3)
        .map(member -> member.getString("stateStr"))
        .findFirst()
        .orElse("absent");
  }
}
