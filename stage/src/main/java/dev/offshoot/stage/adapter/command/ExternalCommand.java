package dev.offshoot.stage.adapter.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A command of the user's: what it is asked on standard input, its answer on standard output, and
 * what went wrong as the last line on standard error. Past its deadline it is killed with all that
 * it started. Secrets in this service's environment are not in the command's.
 *
 * @param words the program and its arguments; no shell reads them
 * @param environment further variables
 * @param deadline how long it may take
 */
public record ExternalCommand(
    List<String> words, Map<String, String> environment, Duration deadline) {

  private static final int LARGEST = 1 << 18;
  private static final int TAIL = 1 << 12;
  private static final int LONGEST_LINE = 300;

  /** Copies both. */
  public ExternalCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** What came of it. */
  public sealed interface Result {

    /**
     * It ended with 0.
     *
     * @param output what it wrote
     */
    record Answered(String output) implements Result {}

    /**
     * It did not.
     *
     * @param reason half a sentence that begins with "the command"
     */
    record Failed(String reason) implements Result {}
  }

  /** Runs it once. */
  public Result run(String input) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("offshoot-command");
      Files.writeString(folder.resolve("in"), input);
      return run(folder);
    } catch (IOException e) {
      return new Result.Failed("the command could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.Failed("the command was interrupted");
    } finally {
      delete(folder);
    }
  }

  private Result run(Path folder) throws IOException, InterruptedException {
    Path errors = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(folder.resolve("in").toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OFFSHOOT_SECRET_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = false;
    try {
      ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    if (!ended) {
      return new Result.Failed(
          "the command did not end within " + deadline.toSeconds() + " s" + said(errors));
    }
    if (process.exitValue() != 0) {
      return new Result.Failed("the command ended with " + process.exitValue() + said(errors));
    }
    Path output = folder.resolve("out");
    return Files.size(output) > LARGEST
        ? new Result.Failed("the command answered too much")
        : new Result.Answered(Files.readString(output));
  }

  /** The last line that is not blank, shortened. */
  private static String said(Path errors) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(errors.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .reduce((one, next) -> next)
          .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
          .map(line -> ": " + line.substring(0, Math.min(LONGEST_LINE, line.length())))
          .orElse("");
    }
  }

  private static void delete(@Nullable Path folder) {
    if (folder != null) {
      for (String name : List.of("in", "out", "err", ".")) {
        var unused = folder.resolve(name).normalize().toFile().delete();
      }
    }
  }
}
