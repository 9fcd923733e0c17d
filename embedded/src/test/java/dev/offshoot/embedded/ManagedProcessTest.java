package dev.offshoot.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
  private final Path folder;
  private Path pidFile;
  private ManagedProcess process;

  ManagedProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void prepare() {
    pidFile = folder.resolve("pid");
    process = new ManagedProcess("sample", pidFile);
  }

  @AfterEach
  void stop() {
    process.stop(Duration.ofSeconds(5));
  }

  @Test
  void isFoundAgainThroughItsPidFileAndStopped() {
    // Given
    process.start(sleeping());

    // When
    ManagedProcess foundAgain = new ManagedProcess("sample", pidFile);
    boolean aliveBefore = foundAgain.isAlive();
    foundAgain.stop(Duration.ofSeconds(5));

    // Then
    assertThat(aliveBefore).isTrue();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void neverTouchesAProcessThatMerelyGotTheSameId() throws IOException {
    // Given
    process.start(sleeping());
    String record = Files.readString(pidFile).strip();
    String[] fields = record.split(" ");
    Path other = folder.resolve("other.pid");
    Files.writeString(other, fields[0] + " " + (Long.parseLong(fields[1]) - 1) + " " + fields[2]);

    // When
    ManagedProcess stranger = new ManagedProcess("stranger", other);
    stranger.kill();

    // Then
    assertThat(stranger.isAlive()).isFalse();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aFrozenProcessIsAliveAndCanBeStopped() {
    // Given
    process.start(sleeping());
    process.freeze();

    // When
    boolean aliveWhileFrozen = process.isAlive();
    process.stop(Duration.ofMillis(200));

    // Then
    assertThat(aliveWhileFrozen).isTrue();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void startsOnceAndKeepsTheLogOfAllStarts() throws IOException {
    // Given
    process.start(sleeping());
    long first = process.pid().orElseThrow();

    // When
    process.start(sleeping());

    // Then
    assertThat(process.pid()).hasValue(first);
    assertThat(Poll.until(Duration.ofSeconds(5), () -> "up\n".equals(log()))).isTrue();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return "";
    }
  }

  private Launch sleeping() {
    return new Launch(
        List.of("/bin/sh", "-c", "echo up; exec sleep 300"), folder, folder.resolve("log"));
  }
}
