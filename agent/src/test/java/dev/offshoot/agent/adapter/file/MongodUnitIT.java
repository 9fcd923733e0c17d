package dev.offshoot.agent.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offshoot.agent.app.Departure.Kept;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit that an agent leaves for mongod, as systemd reads it. */
class MongodUnitIT {

  private final Path temporary;

  MongodUnitIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void theUnitIsOneThatSystemdTakes() throws Exception {
    // Given
    Path analyze = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(
        Files.isExecutable(analyze),
        "SKIPPED: mongod's unit was not verified, there is no systemd-analyze");
    MongodFolder folder = new MongodFolder(temporary.toRealPath());
    Files.createDirectories(folder.bin());
    Path mongod = Files.writeString(folder.bin().resolve("mongod"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(mongod, PosixFilePermissions.fromString("rwx------"));
    Path unit = temporary.toRealPath().resolve("mongod-offshoot-12345678.service");
    Files.writeString(
        unit, new MachineDeparture(folder, "12345678", temporary).text("db4.example.com:27017"));
    Path said = temporary.resolve("said");

    // When
    int exit =
        new ProcessBuilder(analyze.toString(), "verify", "--man=no", unit.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();

    // Then
    assertThat(said).isEmptyFile();
    assertThat(exit).isZero();
  }

  @Test
  void whereTheAgentHasNoUnitAPersonIsToldWhatStartsMongod() {
    // Given
    MongodFolder folder = new MongodFolder(Path.of("/srv/it's here"));

    // When
    Kept kept =
        new MachineDeparture(folder, "12345678", temporary).keepMongod("db4.example.com:27017");

    // Then
    assertThat(kept)
        .isEqualTo(
            new Kept.ByHand(
                "setsid '/srv/it'\\''s here/mongod/bin/mongod' --config"
                    + " '/srv/it'\\''s here/mongod/mongod.conf'"));
  }
}
