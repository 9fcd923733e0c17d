package dev.offshoot.installer.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.installer.domain.JoinScript;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script finds in use on a machine, by running it. */
class JoinScriptIT {

  private static final String ID = "0191d5c2-7f3a-7000-8000-000000000001";

  private static final String UNITS = "etc/systemd/system";

  private Path folder;
  private Path script;
  private Path machine;

  /** How it ended, and what it said. */
  private record Ended(int exit, String said) {}

  @BeforeEach
  void write(@TempDir Path temporary) throws IOException {
    folder = temporary;
    machine = folder.resolve("machine");
    script = folder.resolve("join.sh");
    Files.writeString(
        script,
        JoinScript.write(
            resource("/join.sh"),
            resource("/user-data.sh"),
            new JoinScript.Values("https://127.0.0.1:1", "00", "CA")));
  }

  @Test
  void aDryRunListsWhatItWouldMakeAndMakesNothing() throws Exception {
    // When
    Ended ended = run("", "--dry-run", "127.88.9.9:27999");

    // Then
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said()).contains(machine.toString(), "user-data", "every check passed");
    assertThat(ended.said()).contains("nothing starts the agent").doesNotContain(UNITS);
    assertThat(machine).doesNotExist();
  }

  @Test
  void aDryRunNamesTheUnitWhereSystemdRuns() throws Exception {
    // Given
    Files.createDirectories(folder.resolve("run/systemd/system"));
    Path units = Files.createDirectories(folder.resolve(UNITS));

    // When
    Ended ended = run("", "--dry-run", "127.88.9.9:27999");

    // Then
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said())
        .contains(units.resolve("offshoot-agent-HOST_ID.service").toString())
        .doesNotContain("nothing starts the agent");
    assertThat(units).isEmptyDirectory();
  }

  @Test
  void aFolderInUseIsNamedAndLeftAlone() throws Exception {
    // Given
    Files.createDirectories(machine);
    Files.writeString(machine.resolve("precious"), "data");

    // When
    Ended ended = run("00ff", ID, "127.88.9.9:27999");

    // Then
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.said()).contains("PATH_IN_USE", machine.toString(), "nothing was changed");
    assertThat(machine).isDirectoryContaining("glob:**precious");
    assertThat(machine.resolve("host-id")).doesNotExist();
  }

  @Test
  void anotherAgentInTheFolderIsNamed() throws Exception {
    // Given
    Files.createDirectories(machine.resolve("agent"));

    // When / Then
    assertThat(run("00ff", ID, "127.88.9.9:27999").said()).contains("AGENT_PRESENT");
  }

  @Test
  void anAddressInUseIsNamed() throws Exception {
    // Given
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.88.9.9"))) {
      String address = "127.88.9.9:" + taken.getLocalPort();

      // When
      Ended ended = run("00ff", ID, address);

      // Then
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.said()).contains("PORT_IN_USE", address);
      assertThat(run("", "--dry-run", "127.88.9.8:" + taken.getLocalPort()).exit()).isZero();
    }
  }

  @Test
  void aUnitAndAPackageInUseAreNamed() throws Exception {
    // Given
    tool("systemctl", "[ \"$1 $3\" = 'is-active mongod.service' ]");
    tool("dpkg-query", "[ \"$3\" = mongodb-org-server ] && echo 'install ok installed'");

    // When
    Ended ended = run("00ff", ID, "127.88.9.9:27999");

    // Then
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.said()).contains("UNIT_IN_USE", "mongod.service");
    assertThat(ended.said()).contains("PACKAGE_IN_USE", "mongodb-org-server");
    assertThat(machine).doesNotExist();
  }

  @Test
  void aPackageThatItsOwnerOffersIsToldAndRefusesNothing() throws Exception {
    // Given
    tool("dpkg-query", "[ \"$3\" = mongodb-org-server ] && echo 'install ok installed'");

    // When
    Ended ended = run("", "OFFSHOOT_HAS_MONGOD=yes", "--dry-run", "127.88.9.9:27999");

    // Then
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("mongodb-org-server is installed", "every check passed");
  }

  @Test
  void withoutATokenNothingIsMade() throws Exception {
    assertThat(run("", ID, "127.88.9.9:27999").exit()).isEqualTo(2);
    assertThat(machine).doesNotExist();
  }

  private void tool(String name, String body) throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path tool = tools.resolve(name);
    Files.writeString(tool, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
  }

  private Ended run(String input, String first, String second) throws Exception {
    return run(input, "OFFSHOOT_HAS_MONGOD=", first, second);
  }

  private Ended run(String input, String variable, String first, String second) throws Exception {
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    ProcessBuilder shell =
        new ProcessBuilder("env", variable, "sh", script.toString(), first, second)
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile());
    shell.environment().put("OFFSHOOT_ROOT", folder.toString());
    shell.environment().put("OFFSHOOT_HOST_DIR", machine.toString());
    shell.environment().compute("PATH", (name, path) -> folder.resolve("tools") + ":" + path);
    int exit = shell.start().waitFor();
    return new Ended(exit, Files.readString(out));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = JoinScriptIT.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
