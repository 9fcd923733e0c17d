package dev.offshoot.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param command program and arguments, without any secret
 * @param environment added to this process's environment; may hold secrets
 * @param folder the working folder
 * @param log receives standard output and standard error
 */
public record Launch(List<String> command, Map<String, String> environment, Path folder, Path log) {
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  public Launch(List<String> command, Path folder, Path log) {
    this(command, Map.of(), folder, log);
  }

  /** Without the environment, which may hold secrets. */
  @Override
  public String toString() {
    return "Launch" + command;
  }
}
