package dev.offshoot.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What a command that only holds other commands answers. */
final class Usage {
  private Usage() {}

  static void show(@Nullable CommandSpec spec) {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
  }
}
