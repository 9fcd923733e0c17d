package dev.offshoot.agent.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.adapter.file.MongodFolder;
import dev.offshoot.agent.app.MongodProcess.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program that only sleeps in mongod's place. */
class OwnProcessTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final OwnProcess process;

  OwnProcessTest(@TempDir Path host) throws IOException {
    MongodFolder folder = new MongodFolder(host);
    Files.createDirectories(folder.bin());
    Files.createDirectories(folder.logs());
    Path program = folder.bin().resolve("mongod");
    Files.writeString(program, "#!/bin/sh\nexec sleep 60\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    process = new OwnProcess(folder, () -> NOW);
  }

  @Test
  void anOrderToStopIsFollowedUntilItsMomentHasPassed() {
    // Given
    State started = process.start();
    assertThat(started).isInstanceOf(State.Running.class);
    try {
      // When what was learnt is too old
      State late = process.stop(NOW.minusMillis(1));
      // Then
      assertThat(late).isEqualTo(started);
    } finally {
      // When it is not
      State stopped = process.stop(NOW);
      // Then
      assertThat(stopped).isInstanceOf(State.Exited.class);
    }
  }
}
