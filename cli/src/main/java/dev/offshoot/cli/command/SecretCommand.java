package dev.offshoot.cli.command;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.local.DataDir;
import dev.offshoot.embedded.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Secrets as files of mode 0600; works without the services. */
@Command(name = "secret", description = "Put secrets into the secrets folder.")
final class SecretCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final Session session;

  @Spec @Nullable CommandSpec spec;

  SecretCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.show(spec);
    return ExitCode.WRONG_USAGE;
  }

  @Command(
      name = "set",
      description = {
        "Keep a secret: its value is read from standard input, or from a file.",
        "A MongoDB credential is user:password, a keyfile is its content."
      })
  int set(
      @Parameters(paramLabel = "NAME", description = "Name that others refer to.") String name,
      @Option(names = "--file", paramLabel = "FILE", description = "Read the value from a file.")
          @Nullable Path file)
      throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new CommandFailed(
          "\"" + name + "\" cannot be the name of a secret",
          "Use letters, digits, '.', '_' and '-', starting with a letter or digit.",
          ExitCode.WRONG_USAGE);
    }
    String value = file == null ? fromInput(name) : read(file);
    if (value.isBlank()) {
      throw new CommandFailed(
          "the value of " + name + " is empty; nothing was kept",
          "Give the value on standard input, or name a file with --file.",
          ExitCode.WRONG_USAGE);
    }
    DataDir dataDir = session.dataDir();
    dataDir.prepare();
    PrivateFiles.write(dataDir.secrets().resolve(name), value);
    if (session.isJson()) {
      session.json(Map.of("name", name));
    } else {
      session.screen().say("kept " + dataDir.secrets().resolve(name));
    }
    return ExitCode.DONE;
  }

  @Command(name = "list", description = "Show the names of the secrets; never their values.")
  int list() {
    List<String> names = names();
    if (session.isJson()) {
      session.json(names);
    } else {
      session.screen().say(names);
    }
    return ExitCode.DONE;
  }

  private List<String> names() {
    Path folder = session.dataDir().secrets();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String fromInput(String name) throws IOException {
    if (session.screen().isTerminal()) {
      return session.screen().askSecretly("value of " + name).orElse("");
    }
    InputStream input = System.in;
    return new String(input.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailed(
          "the file " + file + " cannot be read: " + e.getMessage(),
          "Name a file of text that this user may read.",
          ExitCode.WRONG_USAGE);
    }
  }
}
