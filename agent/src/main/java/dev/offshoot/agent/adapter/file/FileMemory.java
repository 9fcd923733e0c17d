package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.AgentMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The agent's memory as small files. */
public final class FileMemory implements AgentMemory {

  private final Path generation;
  private final Path reported;
  private final Path ended;
  private final Path key;

  /** Keeps them in this folder, beside the key. */
  public FileMemory(Path folder, Path key) {
    this.generation = folder.resolve("generation");
    this.reported = folder.resolve("reported");
    this.ended = folder.resolve("ended");
    this.key = key;
  }

  @Override
  public long generation() {
    try {
      return Files.exists(generation) ? Long.parseLong(Files.readString(generation).strip()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void remember(long value) {
    write(generation, Long.toString(value));
  }

  @Override
  public @Nullable Instant reportedAt() {
    try {
      return Files.exists(reported) ? Instant.parse(Files.readString(reported).strip()) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void rememberReport(Instant at) {
    write(reported, at.toString());
  }

  @Override
  public void end() {
    write(ended, "");
    try {
      Files.deleteIfExists(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean ended() {
    return Files.exists(ended);
  }

  private static void write(Path file, String content) {
    try {
      PrivateFiles.write(file, content, PrivateFiles.OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
