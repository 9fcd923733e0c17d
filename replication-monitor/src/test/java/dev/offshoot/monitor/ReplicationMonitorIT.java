package dev.offshoot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.NamespaceProof;
import dev.offshoot.contracts.Proof;
import dev.offshoot.contracts.StepTime;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.EventRecorder;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.WriteLoad;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped service on real parts: a set under a write load grows by one proven member. */
class ReplicationMonitorIT {

  private static final int MEGABYTES = Integer.getInteger("offshoot.test.megabytes", 100);

  // Even right after a proof; what a service takes when idle is measured in benchmarks.
  private static final long MOST_RESIDENT_KB = 200 * 1024;

  @Test
  void theSetGrowsByOneProvenMemberAndNothingElseChanges(@TempDir Path data) {
    try (RealSet real =
            new RealSet(
                TestReplicaSet.builder()
                    .settings(
                        new Document("electionTimeoutMillis", 9000).append("chainingAllowed", true))
                    .start());
        ServiceOnRealParts parts = new ServiceOnRealParts(data);
        WriteLoad load = WriteLoad.start(real.set().connectionString(), 150)) {
      // Given
      new SampleData(1).load(real.set().connectionString(), MEGABYTES);
      TestMongod added = real.startEmpty();
      Document before = real.set().configuration();
      Elections elections = real.set().elections();
      // When
      parts.publish(
          EventType.BINARIES_INSTALLED,
          real.installed(List.of(Expansions.member(3, added.address()))));
      EventRecorder.Recorded recorded =
          parts.await(Duration.ofMinutes(5), EventType.SYNC_COMPLETED, e -> true);
      // Then
      SyncCompleted fact = ContractJson.read(recorded.text(), SyncCompleted.class);
      report(fact, parts);
      assertThat(real.set().elections()).isEqualTo(elections);
      assertThat(others(real.set().configuration())).isEqualTo(others(before));
      assertThat(real.entry(3).orElseThrow())
          .containsEntry("votes", 1)
          .containsEntry("priority", 1.0)
          .containsEntry("hidden", false)
          .containsEntry("tags", new Document("site", "cloud"));
      assertProven(fact.proofs().getFirst());
      assertThat(fact.configurations()).hasSize(3);
      assertThat(parts.said(EventType.MEMBER_ADDED)).isEqualTo(1);
      assertThat(parts.said(EventType.MEMBER_PROMOTED)).isEqualTo(1);
      assertThat(parts.events().records(EventType.SYNC_PROGRESSED.topic())).isNotEmpty();
      assertThat(
              load.missingOn(
                  real.set().directConnectionString(added.address()), Duration.ofMinutes(1)))
          .isEmpty();
      assertThat(connectionsOf(real.set().primary(), real)).isLessThanOrEqualTo(8);
      // Freed native memory is given back every ten seconds.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(parts.residentKb()).isLessThan(MOST_RESIDENT_KB));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(metrics(parts))
                      .containsPattern("offshoot_member_lag_seconds\\{[^}]*orders[^}]*} [0-9.]+"));
    }
  }

  /** Only what can never be read at a cluster time, or what root may not read, is left out. */
  private static void assertProven(Proof proof) {
    assertThat(proof.namespaces())
        .filteredOn(namespace -> !namespace.result().equals("EQUAL"))
        .allSatisfy(
            namespace -> {
              assertThat(namespace.result()).isEqualTo("NOT_COMPARED");
              assertThat(namespace.name())
                  .matches("mixed\\.log|config\\..*|admin\\.system\\.keys|.*\\.system\\.views");
            });
    assertThat(proof.namespaces())
        .filteredOn(namespace -> namespace.result().equals("EQUAL"))
        .extracting(NamespaceProof::name)
        .contains("shop.orders", "analytics.events", WriteLoad.NAMESPACE, "admin.system.users");
    assertThat(proof.markedWriteSeenAfter()).isPositive();
  }

  private static void report(SyncCompleted fact, ServiceOnRealParts parts) {
    Duration outside = Duration.ZERO;
    for (StepTime time : fact.times()) {
      Duration took = Duration.between(time.startedAt(), time.finishedAt());
      System.out.println("  " + time.step() + " " + took.toMillis() + " ms");
      if (!List.of("synchronize", "green", "verify").contains(time.step())) {
        outside = outside.plus(took);
      }
    }
    Proof proof = fact.proofs().getFirst();
    System.out.println(
        "  outside copy and proof %d ms; compared %d bytes; mark after %s; resident %d KB"
            .formatted(
                outside.toMillis(),
                proof.bytesCompared(),
                proof.markedWriteSeenAfter(),
                parts.residentKb()));
  }

  private static Document others(Document configuration) {
    Document copy = Document.parse(configuration.toJson());
    copy.remove("version");
    copy.remove("term");
    copy.getList("members", Document.class).removeIf(member -> member.getInteger("_id") == 3);
    return copy;
  }

  /** Connections of Offshoot, monitoring included. */
  private static long connectionsOf(TestMongod member, RealSet real) {
    try (DirectAdmin admin = real.set().admin(member)) {
      Document command =
          new Document("aggregate", 1)
              .append(
                  "pipeline",
                  List.of(
                      new Document(
                          "$currentOp",
                          new Document("allUsers", true)
                              .append("idleConnections", true)
                              .append("localOps", true)),
                      new Document(
                          "$match", new Document("appName", new Document("$regex", "^offshoot/")))))
              .append("cursor", new Document());
      return admin
          .run(command)
          .get("cursor", Document.class)
          .getList("firstBatch", Document.class)
          .size();
    }
  }

  private static String metrics(ServiceOnRealParts parts) throws Exception {
    URI metrics = parts.service().url().resolve("/q/metrics");
    try (InputStream in = metrics.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
