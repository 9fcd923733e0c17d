package dev.offshoot.cli.command;

import dev.offshoot.cli.demo.DemoRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole thing on this machine, proven. */
@Command(
    name = "demo",
    description = {
      "Make a replica set with a running write load, grow it by a verified member, prove it, stop.",
      "Uses a temporary data folder of its own."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int DEFAULT_MEGABYTES = 300;

  private final Session session;

  @Option(names = "--keep", description = "Leave it running, and say how to look around.")
  boolean keep;

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      description = "Size of the sample data (default: 300).")
  int megabytes = DEFAULT_MEGABYTES;

  @Option(names = "--stop", paramLabel = "FOLDER", description = "Stop a demo that was kept.")
  @Nullable Path stop;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    DemoRun run = new DemoRun(session.screen());
    return stop == null ? run.run(megabytes, keep) : run.end(stop);
  }
}
