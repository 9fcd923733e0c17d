package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Offshoot is killed for ever after a step; a person finishes, or undoes, with what {@code
 * expansion runbook} printed and nothing else. Half of the cases run by default, all of them with
 * {@code -Doffshoot.st.runbook=all}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RunbookST {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String MONITOR = "replication-monitor";
  private static final String INSTALLER = "installer-service";

  private Optional<RunningOffshoot> running = Optional.empty();
  private Path mongosh = Path.of("mongosh");

  /** Where Offshoot dies. */
  enum Point {
    HOST,
    INSTALL,
    ADD,
    VOTE
  }

  @BeforeAll
  void start() {
    Optional<Path> found = ByHand.mongosh();
    if (found.isEmpty()) {
      System.err.println(
          """

          SKIPPED: RunbookST. No mongosh on the PATH or in OFFSHOOT_MONGOSH, so nobody has typed the
          lines of the runbook. Install one (for example npm package mongosh) and run again.
          """);
    }
    assumeTrue(found.isPresent(), "no mongosh on the PATH or in OFFSHOOT_MONGOSH");
    mongosh = found.orElseThrow();
    running = Optional.of(RunningOffshoot.start());
  }

  @AfterAll
  void stop() {
    running.ifPresent(RunningOffshoot::close);
  }

  @ParameterizedTest
  @CsvSource({"HOST, finish", "INSTALL, undo", "ADD, finish", "VOTE, undo"})
  void aPersonAloneEndsWhatOffshootBegan(Point point, String way, @TempDir Path home) {
    endsByHand(point, way, home);
  }

  @Test
  void thePersonCanDoTheOppositeToo(@TempDir Path home) {
    assumeTrue(
        "all".equals(System.getProperty("offshoot.st.runbook")),
        "only with offshoot.st.runbook=all");
    for (Point point : Point.values()) {
      boolean finished = point == Point.HOST || point == Point.ADD;
      endsByHand(point, finished ? "undo" : "finish", home);
    }
  }

  private void endsByHand(Point point, String way, Path home) {
    // Given
    RunningOffshoot offshoot = running.orElseThrow();
    offshoot.startMissing();
    String name = (point + "-" + way).toLowerCase(java.util.Locale.ROOT);
    try (TestReplicaSet set = TestReplicaSet.builder().name(name).start()) {
      var loaded = new SampleData(13).load(set.connectionString(), 5);
      assertThat(loaded.documents()).isPositive();
      Registration.of(offshoot, name, set);
      Document before = set.configuration();
      Elections elections = set.elections();
      String id = stopAt(point, name, set);
      List<String> runbook =
          offshoot.commandLine().run("expansion", "runbook", id).orFail().lines().toList();
      String address = offshoot.expansion(id).plan().path("toAdd").path(0).path("address").asText();
      String host = hostOf(offshoot, id);

      // When
      offshoot.kill(offshoot.runningServices());
      ByHand person = new ByHand(home, mongosh, set);
      if (way.equals("finish")) {
        person.finish(runbook);
      } else {
        person.undo(runbook);
      }

      // Then
      assertThat(set.elections()).isEqualTo(elections);
      if (way.equals("finish")) {
        isFinished(set, before, address);
      } else {
        assertThat(Configurations.unversioned(set.configuration()))
            .isEqualTo(Configurations.unversioned(before));
        Aftermath aftermath = new Aftermath(offshoot);
        assertThat(aftermath.processes(host)).isEmpty();
        assertThat(aftermath.folders()).doesNotContain(host);
      }
      LocalProcess.of(home).forEach(LocalProcess::kill);
    }
  }

  private static void isFinished(TestReplicaSet set, Document before, String address) {
    Document after = set.configuration();
    assertThat(Configurations.without(after, List.of(address)))
        .isEqualTo(Configurations.unversioned(before));
    assertThat(Configurations.member(after, address))
        .containsEntry("votes", 1)
        .containsEntry("priority", 0.0)
        .containsEntry("hidden", false)
        .containsEntry("tags", new Document("site", "cloud"));
    assertThat(DataEquality.differences(set, set.primary().address(), address)).isEmpty();
  }

  /** Lets an expansion run until it stands at this point, and keeps it there. */
  private String stopAt(Point point, String name, TestReplicaSet set) {
    RunningOffshoot offshoot = running.orElseThrow();
    if (point == Point.HOST) {
      offshoot.kill(List.of(INSTALLER));
    }
    if (point == Point.INSTALL) {
      offshoot.kill(List.of(MONITOR));
    }
    String id =
        offshoot.expand(
            """
            {"deployment": "%s", "approval": "automatic",
             "member": {"votes": 1, "priority": 0, "tags": {"site": "cloud"}}}
            """
                .formatted(name));
    Facts facts = Facts.of(offshoot, id);
    switch (point) {
      case HOST -> facts.await(EventType.RESOURCE_PROVISIONED, SOON);
      case INSTALL -> facts.await(EventType.BINARIES_INSTALLED, SOON);
      case ADD -> killMonitorWhen(set, members -> members.size() == 4);
      case VOTE ->
          killMonitorWhen(
              set, members -> members.size() == 4 && members.get(3).getInteger("votes") == 1);
    }
    return id;
  }

  private void killMonitorWhen(TestReplicaSet set, Predicate<List<Document>> configured) {
    ProcessHandle monitor =
        ProcessHandle.of(running.orElseThrow().service(MONITOR).pid().orElseThrow()).orElseThrow();
    try (DirectAdmin admin = set.admin(set.primary())) {
      boolean reached =
          Poll.until(
              SOON,
              () ->
                  configured.test(
                      admin
                          .run("replSetGetConfig")
                          .get("config", Document.class)
                          .getList("members", Document.class)));
      assertThat(monitor.destroyForcibly()).isTrue();
      assertThat(reached).isTrue();
    }
  }

  private static String hostOf(RunningOffshoot offshoot, String id) {
    return offshoot
        .expansion(id)
        .plan()
        .path("toAdd")
        .path(0)
        .path("host")
        .path("requestId")
        .asText();
  }
}
