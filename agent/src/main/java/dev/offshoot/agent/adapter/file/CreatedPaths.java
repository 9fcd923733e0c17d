package dev.offshoot.agent.adapter.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The paths the agent made, written down before they are made. A path that was there before is
 * never taken over, and nothing that is not written down is ever deleted. Links are deleted, never
 * followed.
 */
public final class CreatedPaths {

  private final Path record;

  /** Keeps the record in this file, one absolute path a line. */
  public CreatedPaths(Path record) {
    this.record = record;
  }

  /**
   * Writes the path down as the agent's own; false when something of somebody else's is already
   * there.
   */
  public boolean claim(Path path) throws IOException {
    SequencedSet<String> paths = read();
    String name = path.toAbsolutePath().normalize().toString();
    if (paths.contains(name)) {
      return true;
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    paths.add(name);
    PrivateFiles.write(record, String.join("\n", paths) + "\n", PrivateFiles.OWNER);
    return true;
  }

  /** Deletes every recorded path with what is below; answers what is left, with the reason. */
  public List<String> deleteAll() {
    List<String> left = new ArrayList<>();
    try {
      for (String name : read().reversed()) {
        deleteTree(Path.of(name), left);
      }
      // What is made there later by somebody else is not the agent's any more.
      if (left.isEmpty()) {
        Files.deleteIfExists(record);
      }
    } catch (IOException e) {
      left.add(record + " (" + e.getMessage() + ")");
    }
    return left;
  }

  private static void deleteTree(Path path, List<String> left) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      left.add(path + " (" + e.getMessage() + ")");
    }
  }

  private SequencedSet<String> read() throws IOException {
    SequencedSet<String> paths = new LinkedHashSet<>();
    if (Files.exists(record)) {
      Files.readAllLines(record).stream().filter(line -> !line.isEmpty()).forEach(paths::add);
    }
    return paths;
  }

  /** Whether anything is recorded; for looking at a folder that may never have been used. */
  public boolean isEmpty() {
    try {
      return read().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
