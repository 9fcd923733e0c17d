package dev.offshoot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed while the member synchronizes, and again while it is compared. */
class KilledMonitorFaultIT {

  @Test
  void theNextOneEndsInTheSameStateWithOneMember(@TempDir Path data) {
    try (RealSet real = new RealSet(TestReplicaSet.builder().start());
        ServiceOnRealParts parts = new ServiceOnRealParts(data)) {
      // Given
      new SampleData(1).load(real.set().connectionString(), 60);
      TestMongod added = real.startEmpty();
      Document before = real.set().configuration();
      Elections elections = real.set().elections();
      // When
      parts.publish(
          EventType.BINARIES_INSTALLED,
          real.installed(List.of(Expansions.member(3, added.address()))));
      parts.await(Duration.ofMinutes(2), EventType.MEMBER_ADDED, e -> true);
      parts.kill();
      parts.start();
      parts.await(
          Duration.ofMinutes(4),
          EventType.SYNC_PROGRESSED,
          e -> e.text().contains("\"step\":\"verify\""));
      parts.kill();
      parts.start();
      SyncCompleted fact =
          ContractJson.read(
              parts.await(Duration.ofMinutes(4), EventType.SYNC_COMPLETED, e -> true).text(),
              SyncCompleted.class);
      // Then
      Document after = real.set().configuration();
      assertThat(after.getList("members", Document.class)).hasSize(4);
      assertThat(after.getInteger("version")).isEqualTo(before.getInteger("version") + 3);
      assertThat(after.getList("members", Document.class).subList(0, 3))
          .isEqualTo(before.getList("members", Document.class));
      assertThat(real.entry(3).orElseThrow()).containsEntry("votes", 1);
      assertThat(real.set().elections()).isEqualTo(elections);
      assertThat(fact.configurations()).hasSize(3);
      assertThat(parts.said(EventType.MEMBER_ADDED)).isEqualTo(1);
      assertThat(parts.said(EventType.MEMBER_PROMOTED)).isEqualTo(1);
      assertThat(parts.said(EventType.SYNC_COMPLETED)).isEqualTo(1);
    }
  }
}
