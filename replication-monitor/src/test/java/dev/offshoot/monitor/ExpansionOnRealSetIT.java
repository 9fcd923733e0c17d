package dev.offshoot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.NamespaceProof;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.WriteLoad;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** The stage on a real set under a write load, journals in memory. */
class ExpansionOnRealSetIT {

  private static final int MEGABYTES = Integer.getInteger("offshoot.test.megabytes", 100);

  @Test
  void theSetGrowsByOneProvenMember() {
    try (RealSet real = new RealSet(TestReplicaSet.builder().start());
        LiveRun run = new LiveRun(UnaryOperator.identity())) {
      // Given
      new SampleData(1).load(real.set().connectionString(), MEGABYTES);
      TestMongod added = real.startEmpty();
      Document before = real.set().configuration();
      Elections elections = real.set().elections();
      try (WriteLoad load = WriteLoad.start(real.set().connectionString(), 200)) {
        // When
        run.hear(
            EventType.BINARIES_INSTALLED,
            real.installed(List.of(Expansions.member(3, added.address()))));
        boolean completed =
            run.workUntil(
                Duration.ofMinutes(3),
                journal ->
                    journal.hasSaid(EventType.SYNC_COMPLETED)
                        || journal.hasSaid(EventType.EXPANSION_ABORTED)
                        || journal.attention() != null);
        // Then
        assertThat(completed).isTrue();
        SyncCompleted fact =
            run.said(EventType.SYNC_COMPLETED, SyncCompleted.class)
                .orElseThrow(() -> new AssertionError(run.published() + "" + run.journal()));
        System.out.println("TIMES " + fact.times());
        System.out.println("PROOF " + fact.proofs());
        System.out.println(
            "TOLD "
                + run.told().stream().map(t -> t.at() + " " + t.step() + " " + t.copy()).toList());
        assertThat(fact.proofs().getFirst().namespaces())
            .extracting(NamespaceProof::result)
            .doesNotContain("DIFFERENT", "PENDING");
        assertThat(
                load.missingOn(
                    real.set().directConnectionString(added.address()), Duration.ofSeconds(10)))
            .isEmpty();
      }
      assertThat(real.set().elections()).isEqualTo(elections);
      assertThat(withoutVersionAndMember(real.set().configuration()))
          .isEqualTo(withoutVersionAndMember(before));
      assertThat(real.entry(3).orElseThrow())
          .containsEntry("votes", 1)
          .containsEntry("priority", 1.0)
          .containsEntry("hidden", false)
          .containsEntry("tags", new Document("site", "cloud"));
    }
  }

  private static Document withoutVersionAndMember(Document configuration) {
    Document copy = Document.parse(configuration.toJson());
    copy.remove("version");
    copy.remove("term");
    copy.getList("members", Document.class).removeIf(member -> member.getInteger("_id") == 3);
    return copy;
  }
}
