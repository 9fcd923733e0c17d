package dev.offshoot.agent.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.app.MongodHome.Fetched;
import dev.offshoot.agent.protocol.MongodArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs that only tell a version in mongod's place. */
class ExistingMongodTest {

  private final Path machine;
  private final Path bin;
  private final ExistingMongod existing;

  ExistingMongodTest(@TempDir Path machine) throws IOException {
    this.machine = machine;
    bin = Files.createDirectories(machine.resolve("host/mongod/bin"));
    existing =
        new ExistingMongod(
            bin, "relative:" + machine.resolve("nowhere") + ":" + machine.resolve("usr/bin"));
  }

  @Test
  void theOneOnThePathIsLinkedWhenItIsOfTheVersion() throws IOException {
    // Given
    Path mongod = program("usr/bin/mongod", "echo db version v6.0.5; echo Build Info");

    // When
    Fetched fetched = existing.install(wanted("6.0.5", null));

    // Then
    assertThat(fetched).isEqualTo(new Fetched.Installed());
    assertThat(bin.resolve("mongod")).isSymbolicLink().isExecutable();
    assertThat(existing.holds(wanted("6.0.5", null))).isTrue();
    assertThat(existing.holds(wanted("6.0.6", null))).isFalse();
    assertThat(existing.holds(wanted("6.0.5", "/opt/mongod"))).isFalse();

    // When it is given back
    CreatedPaths created = new CreatedPaths(machine.resolve("created"));
    Files.writeString(machine.resolve("created"), bin.getParent() + "\n");

    // Then
    assertThat(created.deleteAll()).isEmpty();
    assertThat(bin).doesNotExist();
    assertThat(mongod).exists();
  }

  @Test
  void anotherVersionIsRefusedByWhatWasFound() throws IOException {
    // Given
    Path mongod = program("opt/mongod", "echo db version v6.0.14");

    // When
    Fetched fetched = existing.install(wanted("6.0.1", mongod.toString()));

    // Then
    assertThat(fetched).isEqualTo(new Fetched.WrongVersion(mongod + " is 6.0.14"));
    assertThat(bin).isEmptyDirectory();
  }

  @Test
  void aProgramThatIsNoMongodIsNotTaken() throws IOException {
    // Given
    Path other = program("opt/other", "echo 6.0.5");
    Path broken = program("opt/broken", "echo no such library; exit 127");

    // When
    Fetched noMongod = existing.install(wanted("6.0.5", other.toString()));
    Fetched unusable = existing.install(wanted("6.0.5", broken.toString()));

    // Then
    assertThat(noMongod).isEqualTo(new Fetched.WrongVersion(other + " is no mongod"));
    assertThat(unusable)
        .isInstanceOfSatisfying(
            Fetched.Unusable.class, it -> assertThat(it.reason()).contains("no such library"));
    assertThat(bin).isEmptyDirectory();
  }

  @Test
  void whereThereIsNoneThatIsSaid() throws IOException {
    // Given
    Path none = machine.resolve("opt/mongod");

    // When
    Fetched onThePath = existing.install(wanted("6.0.5", null));
    Fetched named = existing.install(wanted("6.0.5", none.toString()));

    // Then
    assertThat(onThePath)
        .isInstanceOfSatisfying(
            Fetched.Absent.class, it -> assertThat(it.reason()).contains("usr/bin"));
    assertThat(named).isEqualTo(new Fetched.Absent("no program " + none));
  }

  @Test
  void aLinkWhoseProgramIsGoneIsNotHeld() throws IOException {
    // Given
    Path mongod = program("usr/bin/mongod", "echo db version v6.0.5");
    existing.install(wanted("6.0.5", null));

    // When
    Files.delete(mongod);

    // Then
    assertThat(existing.holds(wanted("6.0.5", null))).isFalse();
  }

  private static MongodArtifact wanted(String version, @Nullable String from) {
    return new MongodArtifact(version, "", 0, MongodArtifact.EXISTING, from);
  }

  private Path program(String name, String body) throws IOException {
    Path file = machine.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }
}
