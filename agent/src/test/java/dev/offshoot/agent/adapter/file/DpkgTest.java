package dev.offshoot.agent.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DpkgTest {

  @Test
  void foldersThatAPurgeWouldDeleteAreLookedInto(@TempDir Path temp) throws IOException {
    // Given
    Path empty = Files.createDirectory(temp.resolve("empty"));
    Path full = Files.createDirectory(temp.resolve("full"));
    Path file = Files.writeString(full.resolve("WiredTiger"), "somebody's");

    // When // Then
    assertThat(Dpkg.holdAnything(List.of(temp.resolve("none"), empty))).isFalse();
    assertThat(Dpkg.holdAnything(List.of(empty, full))).isTrue();
    assertThat(Dpkg.holdAnything(List.of(file))).as("no folder: not known to be empty").isTrue();
  }
}
