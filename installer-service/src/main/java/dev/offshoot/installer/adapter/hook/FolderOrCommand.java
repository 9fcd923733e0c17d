package dev.offshoot.installer.adapter.hook;

import dev.offshoot.installer.app.CertificateHooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A folder with HOST.pem, and a command that gets the request on standard input, the host in
 * OFFSHOOT_MEMBER_HOST, and answers with certificates on standard output.
 */
public final class FolderOrCommand implements CertificateHooks {

  private static final Duration COMMAND = Duration.ofSeconds(30);
  private static final int LARGEST = 1 << 18;

  private final Optional<String> folder;
  private final Optional<String> command;

  /** As the settings say. */
  public FolderOrCommand(Optional<String> folder, Optional<String> command) {
    this.folder = folder;
    this.command = command;
  }

  @Override
  public Made fromFiles(String host) {
    if (folder.isEmpty()) {
      return new Made.None("offshoot.installer.member-certificates-dir is not set");
    }
    if (!host.matches("[A-Za-z0-9._:-]+") || host.startsWith(".")) {
      return new Made.None("no file can be named after " + host);
    }
    Path file = Path.of(folder.get()).resolve(host + ".pem");
    try {
      return Files.isRegularFile(file)
          ? new Made.Pem(Files.readString(file))
          : new Made.None("there is no file " + file);
    } catch (IOException e) {
      return new Made.None("the file " + file + " cannot be read");
    }
  }

  @Override
  public Made fromCommand(String host, String request) {
    if (command.isEmpty()) {
      return new Made.None("offshoot.installer.member-certificates-command is not set");
    }
    Path answer = null;
    Path input = null;
    try {
      answer = Files.createTempFile("offshoot-certificate", ".pem");
      input = Files.createTempFile("offshoot-request", ".pem");
      Files.writeString(input, request, StandardCharsets.US_ASCII);
      return run(host, input, answer);
    } catch (IOException e) {
      return new Made.None("the command could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Made.None("interrupted");
    } finally {
      delete(answer);
      delete(input);
    }
  }

  private Made run(String host, Path input, Path answer) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", command.orElseThrow())
            .redirectInput(input.toFile())
            .redirectOutput(answer.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // A secret of this service's environment is not the command's.
    builder.environment().keySet().removeIf(name -> name.startsWith("OFFSHOOT_SECRET_"));
    builder.environment().put("OFFSHOOT_MEMBER_HOST", host);
    Process process = builder.start();
    if (!process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return new Made.None("the command did not end within " + COMMAND.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      return new Made.None("the command ended with " + process.exitValue());
    }
    return Files.size(answer) > LARGEST
        ? new Made.None("the command answered too much")
        : new Made.Pem(Files.readString(answer));
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      var unused = file.toFile().delete();
    }
  }
}
