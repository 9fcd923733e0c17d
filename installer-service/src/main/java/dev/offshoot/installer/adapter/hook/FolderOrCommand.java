package dev.offshoot.installer.adapter.hook;

import dev.offshoot.installer.app.CertificateHooks;
import dev.offshoot.stage.adapter.command.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with HOST.pem, and a command that gets the request on standard input, the host in
 * OFFSHOOT_MEMBER_HOST, and answers with certificates on standard output.
 */
public final class FolderOrCommand implements CertificateHooks {

  private static final Duration COMMAND = Duration.ofSeconds(30);

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
    ExternalCommand run =
        new ExternalCommand(
            List.of("/bin/sh", "-c", command.get()), Map.of("OFFSHOOT_MEMBER_HOST", host), COMMAND);
    return switch (run.run(request)) {
      case ExternalCommand.Result.Answered(String pem) -> new Made.Pem(pem);
      case ExternalCommand.Result.Failed(String reason) -> new Made.None(reason);
    };
  }
}
