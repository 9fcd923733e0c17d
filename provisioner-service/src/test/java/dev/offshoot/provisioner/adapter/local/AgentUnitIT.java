package dev.offshoot.provisioner.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offshoot.provisioner.config.ProvisionerWiring;
import dev.offshoot.provisioner.domain.UserData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the real script leaves to systemd, on a machine of the test's own: folders and a systemctl
 * that writes down.
 */
class AgentUnitIT {

  private static final String ID = "0191d5c2-7f3a-7000-8000-000000000001";
  private static final String UNIT = "offshoot-agent-" + ID + ".service";

  private final Path root;
  private final Path host;
  private final Path unit;

  /** How it ended, and what it said. */
  private record Ended(int exit, String said) {}

  AgentUnitIT(@TempDir Path temporary) throws IOException {
    root = temporary.toRealPath();
    host = root.resolve("var/lib/offshoot");
    unit = root.resolve("etc/systemd/system").resolve(UNIT);
  }

  @BeforeEach
  void aMachineWithTheImage() throws IOException {
    Files.createDirectories(unit.resolveSibling("."));
    Files.createDirectories(root.resolve("run/systemd/system"));
    program(root.resolve("tools/systemctl"), "echo \"$@\" >>\"$OFFSHOOT_ROOT/asked\"");
    program(
        host.resolve("image/offshoot-agent/bin/agent"),
        "env | grep ^OFFSHOOT_ | sort >seen\necho $$ >pid\nexec sleep 600");
    Files.writeString(host.resolve("image/sha256"), "00\n");
  }

  @AfterEach
  void endTheAgent() throws IOException {
    if (Files.exists(host.resolve("pid"))) {
      long pid = Long.parseLong(Files.readString(host.resolve("pid")).strip());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void systemdStartsTheAgentNowAndWithEveryBoot() throws Exception {
    // When
    Ended ended = boot();

    // Then
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(root.resolve("asked"))
        .hasContent("daemon-reload\nenable " + UNIT + "\nstart " + UNIT);
    assertThat(Files.readAllLines(unit))
        .contains(
            "Wants=network-online.target",
            "After=network-online.target",
            "RequiresMountsFor=" + host,
            "ExecStart=/bin/sh " + host + "/start",
            "Restart=on-failure",
            "KillMode=process",
            "OOMPolicy=continue",
            "LimitNOFILE=64000",
            "LimitNPROC=64000",
            "LimitMEMLOCK=infinity",
            "WantedBy=multi-user.target");
    assertThat(permissions(unit)).isEqualTo("rw-r--r--");
    assertThat(permissions(host.resolve("start"))).isEqualTo("rw-------");
    assertThat(Files.readString(unit) + Files.readString(host.resolve("start")))
        .doesNotContain("0123456789abcdef");
    assertThat(host.resolve("seen")).doesNotExist();

    // When the unit does so
    Process agent = new ProcessBuilder("/bin/sh", host.resolve("start").toString()).start();

    // Then
    awaitAgent();
    assertThat(host.resolve("pid")).hasContent(Long.toString(agent.pid()));
    assertThat(host.resolve("seen"))
        .content()
        .contains(
            "OFFSHOOT_URL=https://it's",
            "OFFSHOOT_HOST_REQUEST_ID=" + ID,
            "OFFSHOOT_HOST_DIR=" + host,
            "OFFSHOOT_TOKEN_FILE=" + host.resolve("token"),
            "OFFSHOOT_CA_FILE=" + host.resolve("ca.pem"));

    // When it boots once more
    boot();

    // Then
    assertThat(unit.resolveSibling(".")).isDirectoryNotContaining("glob:**.new");
    assertThat(Files.readAllLines(root.resolve("asked"))).hasSize(6);
  }

  @Test
  void theUnitIsOneThatSystemdTakes() throws Exception {
    // Given
    Path analyze = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(
        Files.isExecutable(analyze),
        "SKIPPED: the agent's unit was not verified, there is no systemd-analyze");
    boot();

    // When
    Ended verified = run(List.of(analyze.toString(), "verify", "--man=no", unit.toString()), host);

    // Then
    assertThat(verified.said()).isEmpty();
    assertThat(verified.exit()).isZero();
  }

  @Test
  void theUnitGoesWithTheEndOfTheHostsWorkAndNotBefore() throws Exception {
    // Given
    boot();
    String after =
        Files.readAllLines(unit).stream()
            .filter(line -> line.startsWith("ExecStopPost="))
            .map(line -> line.replaceFirst("^ExecStopPost=-/bin/sh -c '(.*)'$", "$1"))
            .findFirst()
            .orElseThrow();

    // When the agent has died
    assertThat(run(List.of("/bin/sh", "-c", after), root).exit()).isZero();

    // Then
    assertThat(unit).exists();

    // When its work is over
    Files.createDirectories(host.resolve("agent"));
    Files.writeString(host.resolve("agent/ended"), "");
    assertThat(run(List.of("/bin/sh", "-c", after), root).exit()).isZero();

    // Then
    assertThat(unit).doesNotExist();
    assertThat(root.resolve("asked")).content().endsWith("disable " + UNIT + "\ndaemon-reload\n");
  }

  @Test
  void aSystemdThatRefusesKeepsNoUnitAndTheAgentRuns() throws Exception {
    // Given
    program(root.resolve("tools/systemctl"), "[ \"$1\" != start ]");

    // When
    Ended ended = boot();

    // Then
    awaitAgent();
    assertThat(ended.said()).contains("did not take " + UNIT, "setsid sh " + host + "/start");
    assertThat(unit).doesNotExist();
  }

  @Test
  void withoutSystemdTheAgentRunsAndWhatStartsItLaterIsSaid() throws Exception {
    // Given
    Files.delete(root.resolve("run/systemd/system"));

    // When
    Ended ended = boot();

    // Then
    awaitAgent();
    assertThat(ended.said()).contains("setsid sh " + host + "/start");
    assertThat(unit).doesNotExist();
    assertThat(root.resolve("asked")).doesNotExist();
  }

  private void awaitAgent() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(host.resolve("pid")) && Files.size(host.resolve("pid")) > 0);
  }

  private Ended boot() throws Exception {
    UserData userData =
        UserData.write(
            ProvisionerWiring.userDataTemplate(),
            new UserData.Values("https://it's", "00", "CA", ID, "0123456789abcdef"));
    Path script = Files.writeString(root.resolve("user-data"), userData.script());
    return run(List.of("/bin/sh", script.toString()), root);
  }

  private Ended run(List<String> command, Path folder) throws Exception {
    Path out = root.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("OFFSHOOT_ROOT", root.toString());
    builder.environment().put("OFFSHOOT_HOST_DIR", host.toString());
    builder.environment().compute("PATH", (name, path) -> root.resolve("tools") + ":" + path);
    int exit = builder.start().waitFor();
    return new Ended(exit, Files.readString(out, StandardCharsets.UTF_8));
  }

  private static void program(Path file, String body) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
