package dev.offshoot.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packed image leaves machines that become their owners' alone, broken off on the way. systemd
 * is folders, and a systemctl that writes down.
 */
class AgentLeaveIT {

  private static final String AGENT_UNIT = "offshoot-agent-host-1.service";
  private static final String MONGOD_UNIT = "mongod-offshoot-host-1.service";
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private static Path temporary;
  private static TestReplicaSet set;

  @BeforeAll
  static void startSet() {
    set = TestReplicaSet.builder().members(MemberSpec.voter()).start();
  }

  @AfterAll
  static void stopSet() {
    set.close();
  }

  @Test
  void mongodLivesOnWhenTheAgentHasLeftWhateverBrokeItOff() throws Exception {
    // Given
    Path root = systemd();
    Path folder = machine("with-member");
    Path agentUnit = root.resolve("etc/systemd/system").resolve(AGENT_UNIT);
    Path mongodUnit = agentUnit.resolveSibling(MONGOD_UNIT);
    Files.writeString(agentUnit, "[Unit]\n");
    Files.createFile(root.resolve("active"));
    try (AgentHost host = new AgentHost(folder, set)) {
      environment(root).forEach(host::setEnvironment);
      settle(host);
      ProcessHandle mongod = host.mongod().orElseThrow();
      Object data = LastingMember.data(folder);
      List<Path> files = files(folder.resolve("mongod"));

      // When it dies before anybody heard of it
      host.installer().setHears(false);
      host.installer().setGoal(3, new Goal.LeaveMongod(host.address()));
      awaitExists(folder.resolve("agent/leaving"));
      host.killAgent();

      // Then
      assertThat(Files.readAllLines(mongodUnit))
          .contains(
              "ExecStart=%s/mongod/bin/mongod --config %s/mongod/mongod.conf"
                  .formatted(folder, folder),
              "LimitNOFILE=64000",
              "WantedBy=multi-user.target");
      assertThat(asked(root)).containsExactly("enable " + MONGOD_UNIT);
      assertThat(folder.resolve("agent/identity.key")).exists();

      // When it goes on, and what deletes its traces dies while systemd still sees the unit run
      host.installer().setHears(true);
      host.start();
      AgentReport left = host.installer().await(AgentStatus.LEFT, report -> true);
      assertThat(host.agent().waitFor()).isZero();
      ProcessHandle deletion = awaitDeletion(folder);
      awaitGone(folder.resolve("agent/identity.key"));
      deletion.destroyForcibly();
      deletion.onExit().join();

      // Then
      assertThat(left.detail())
          .contains(host.address(), "process " + mongod.pid(), mongodUnit.toString());
      assertThat(agentUnit).exists();

      // When whoever starts the agent starts it again
      Files.delete(root.resolve("active"));
      ProcessBuilder again = new ProcessBuilder("/bin/sh", folder.resolve("start").toString());
      again.environment().putAll(environment(root));
      assertThat(again.start().waitFor()).isZero();
      awaitGone(folder.resolve("start"));

      // Then
      assertThat(list(folder)).containsExactly(folder.resolve("mongod"));
      assertThat(agentUnit).doesNotExist();
      assertThat(asked(root))
          .endsWith("disable " + AGENT_UNIT, "daemon-reload")
          .noneMatch(line -> line.startsWith("start") || line.startsWith("stop"));
      assertThat(host.mongod()).contains(mongod);
      assertThat(LastingMember.data(folder)).isEqualTo(data);
      assertThat(files(folder.resolve("mongod"))).containsAll(files);
      LastingMember.awaitSecondary(host.address());
    }
  }

  @Test
  void nothingIsLeftOfASpareAlsoWhenItsIdentityWasGoneBeforeItKnew() throws Exception {
    // Given
    Path folder = machine("spare");
    try (AgentHost host = new AgentHost(folder, set)) {
      host.setEnvironment("OFFSHOOT_ROOT", temporary.resolve("none").toString());
      host.start();
      host.installer().await(AgentStatus.PROFILED, report -> true);
      host.installer().setHears(false);
      host.installer().setGoal(1, new Goal.LeaveMongod(null));
      awaitExists(folder.resolve("agent/leaving"));
      host.killAgent();

      // When
      host.installer().revoke();
      host.start();

      // Then
      assertThat(host.agent().waitFor()).isZero();
      awaitGone(folder);
    }
  }

  private static void settle(AgentHost host) throws IOException {
    host.installer().setGoal(1, host.runMongod(set.keyfile()));
    host.start();
    host.installer().await(AgentStatus.INSTALLED, report -> true);
    LastingMember.add(set, host.address());
    LastingMember.awaitSecondary(host.address());
    host.installer().setGoal(2, new Goal.SettleMongod());
    host.installer().await(AgentStatus.SETTLED, report -> true);
  }

  /**
   * As the line of `host add` leaves it, apart from the agent itself, which runs from elsewhere.
   */
  private static Path machine(String name) throws IOException {
    Path folder = Files.createDirectories(temporary.toRealPath().resolve(name));
    Files.createDirectories(folder.resolve("image/offshoot-agent/bin"));
    for (String file : List.of("host-id", "user-data", "start", "image/sha256")) {
      Files.writeString(folder.resolve(file), "");
    }
    return folder;
  }

  private static Path systemd() throws IOException {
    Path root = temporary.toRealPath().resolve("system");
    Files.createDirectories(root.resolve("run/systemd/system"));
    Files.createDirectories(root.resolve("etc/systemd/system"));
    Path systemctl = Files.createDirectories(root.resolve("tools")).resolve("systemctl");
    Files.writeString(
        systemctl,
        """
        #!/bin/sh
        if [ "$1" = show ]; then
          if [ -e "$OFFSHOOT_ROOT/active" ]; then echo active; else echo inactive; fi
        else
          echo "$@" >>"$OFFSHOOT_ROOT/asked"
        fi
        """);
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwx------"));
    return root;
  }

  private static Map<String, String> environment(Path root) {
    return Map.of(
        "OFFSHOOT_ROOT",
        root.toString(),
        "PATH",
        root.resolve("tools") + ":" + System.getenv("PATH"));
  }

  private static List<String> asked(Path root) throws IOException {
    return Files.readAllLines(root.resolve("asked"));
  }

  private static ProcessHandle awaitDeletion(Path folder) {
    return Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                ProcessHandle.allProcesses()
                    .filter(
                        process ->
                            process
                                .info()
                                .commandLine()
                                .filter(line -> line.contains(folder + "/start now"))
                                .isPresent())
                    .findFirst()
                    .orElse(null),
            process -> process != null);
  }

  private static void awaitExists(Path file) {
    Awaitility.await().atMost(SOON).until(() -> Files.exists(file));
  }

  private static void awaitGone(Path file) {
    Awaitility.await().atMost(SOON).until(() -> !Files.exists(file));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.toList();
    }
  }

  /** Files that mongod neither makes nor deletes by itself while it runs. */
  private static List<Path> files(Path folder) throws IOException {
    return list(folder).stream().filter(Files::isRegularFile).toList();
  }
}
