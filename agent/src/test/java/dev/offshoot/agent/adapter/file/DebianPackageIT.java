package dev.offshoot.agent.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offshoot.agent.app.MongodHome.Fetched;
import dev.offshoot.agent.app.MongodHome.Wiped;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.Sha256;
import dev.offshoot.embedded.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A package of the test's own, of a name nothing else has, around the real mongod: really installed
 * on this machine, and really taken away again.
 */
class DebianPackageIT {

  private static final String NAME = "offshoot-test-mongod";
  private static final Path BINARY = Path.of("/opt/" + NAME + "/bin/mongod");

  private static Path file;

  private final Path folder;
  private final FolderHome home;

  DebianPackageIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.home = home(folder.resolve("host"));
  }

  @BeforeAll
  static void aPackage(@TempDir Path built) throws Exception {
    String refusal = Files.exists(Path.of("/usr/bin/dpkg-deb")) ? new Dpkg().refusal() : "no dpkg";
    assumeTrue(
        refusal.isEmpty(), () -> "SKIPPED: mongod as a package was not tested here: " + refusal);
    Path tree = built.resolve("tree");
    Path binary = tree.resolve(BINARY.toString().substring(1));
    Files.createDirectories(binary.resolveSibling("."));
    Files.copy(Tools.find().mongod(), binary);
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.writeString(
        tree.resolve("DEBIAN/control"),
        "Package: %s\nVersion: 6.0.5\nArchitecture: all\nMaintainer: t <t@example.com>\n"
                .formatted(NAME)
            + "Description: mongod, for a test\n");
    file = built.resolve("mongod.deb");
    run("dpkg-deb", "-Znone", "--build", tree.toString(), file.toString());
  }

  @BeforeEach
  void nothingIsLeftOfAnEarlierTest() throws IOException {
    assertThat(new Dpkg().state(NAME)).isEmpty();
  }

  @AfterEach
  void purge() throws Exception {
    if (!new Dpkg().state(NAME).isEmpty()) {
      run("dpkg", "--purge", "--force-hold", NAME);
    }
  }

  @Test
  void aFileOfTheChecksumIsInstalledHeldLinkedAndTakenAwayAgain() throws Exception {
    // Given
    String sha256 = new PackageFile(folder.resolve("copy")).receive(file.toString()).orElseThrow();

    // When another one was planned
    Fetched other = home.install(wanted("6.0.5", Sha256.of(new byte[0])));

    // Then
    assertThat(other).isEqualTo(new Fetched.WrongChecksum(sha256));
    assertThat(new Dpkg().state(NAME)).isEmpty();

    // When
    Fetched fetched = home.install(wanted("6.0.5", sha256));

    // Then
    assertThat(fetched).isEqualTo(new Fetched.Installed());
    assertThat(home.holds(wanted("6.0.5", sha256))).isTrue();
    assertThat(new Dpkg().state(NAME)).isEqualTo("installed 6.0.5");
    assertThat(run("apt-mark", "showhold")).contains(NAME);
    assertThat(folder.resolve("host/mongod/bin/mongod")).isSymbolicLink();
    assertThat(folder.resolve("host/mongod/bin/mongod").toRealPath()).isEqualTo(BINARY);
    assertThat(folder.resolve("host/mongod/bin/mongod.deb")).doesNotExist();

    // When
    Wiped wiped = home.keepLogsAndWipe(Instant.now().plusSeconds(60), false);

    // Then
    assertThat(wiped).isEqualTo(new Wiped.Clean());
    assertThat(new Dpkg().state(NAME)).isEmpty();
    assertThat(BINARY).doesNotExist();
    assertThat(folder.resolve("host/agent/package")).doesNotExist();
  }

  @Test
  void aPackageThatWasThereBeforeIsUsedAndStays() throws Exception {
    // Given
    run("dpkg", "--install", file.toString());

    // When
    Fetched wrong = home.install(new MongodArtifact("6.0.6", "", 0, "package", NAME));
    Fetched fetched = home.install(new MongodArtifact("6.0.5", "", 0, "package", NAME));
    Wiped wiped = home.keepLogsAndWipe(Instant.now().plusSeconds(60), false);

    // Then
    assertThat(wrong).isEqualTo(new Fetched.WrongVersion(BINARY + " is 6.0.5"));
    assertThat(fetched).isEqualTo(new Fetched.Installed());
    assertThat(wiped).isEqualTo(new Wiped.Clean());
    assertThat(new Dpkg().state(NAME)).isEqualTo("installed 6.0.5");
    assertThat(run("apt-mark", "showhold")).doesNotContain(NAME);
    assertThat(BINARY).isExecutable();

    // When no repository has one
    run("dpkg", "--purge", NAME);

    // Then
    assertThat(
            home(folder.resolve("other"))
                .install(new MongodArtifact("6.0.5", "", 0, "package", NAME)))
        .isInstanceOfSatisfying(Fetched.Absent.class, it -> assertThat(it.reason()).contains(NAME));
  }

  private static FolderHome home(Path host) throws IOException {
    PrivateFiles.folder(host.resolve("agent"));
    return new FolderHome(
        new MongodFolder(host),
        new CreatedPaths(host.resolve("agent/created")),
        sha256 -> Optional.empty(),
        Instant::now);
  }

  private MongodArtifact wanted(String version, String sha256) {
    return new MongodArtifact(version, sha256, 0, MongodArtifact.PACKAGE, file.toString());
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
