package dev.offshoot.agent.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.adapter.file.MongodFolder;
import dev.offshoot.agent.app.MongodProcess.AddressState;
import dev.offshoot.agent.app.MongodProcess.State;
import dev.offshoot.agent.domain.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program that only sleeps in mongod's place. */
class OwnProcessTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final MongodFolder folder;
  private final OwnProcess process;

  OwnProcessTest(@TempDir Path host) throws IOException {
    folder = new MongodFolder(host);
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

  @Test
  void aMongodOfAnEarlierBootHasEndedAndIsStartedAgain() throws IOException {
    // Given what the machine's end left, an hour ago or in the middle of writing
    for (String record : List.of("1 1 00000000-0000-0000-0000-000000000000\n", "")) {
      Files.writeString(folder.pid(), record);
      assertThat(process.state()).isInstanceOf(State.Exited.class);
      try {
        // When
        State started = process.start();
        // Then
        assertThat(started).isInstanceOf(State.Running.class);
      } finally {
        process.stop(NOW);
      }
    }
  }

  @Test
  void aStartThatFailsForgetsNoEarlierOne() throws IOException {
    // Given
    Files.writeString(folder.pid(), "1 1 00000000-0000-0000-0000-000000000000\n");
    Files.delete(folder.logs());
    // When nothing can be launched
    State state = process.start();
    // Then
    assertThat(state).isInstanceOf(State.Exited.class);
  }

  @Test
  void aNameThatIsNotKnownYetIsToldWithWhatItShallLeadTo() {
    // When
    AddressState state = process.addressState(new Address("no-such-name.invalid", 27017));
    // Then
    assertThat(state)
        .isInstanceOfSatisfying(
            AddressState.Unresolved.class,
            unresolved ->
                assertThat(unresolved.addresses())
                    .doesNotContain("127.0.0.1")
                    .isEqualTo(OwnAddresses.outside()));
  }
}
