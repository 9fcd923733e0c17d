package dev.offshoot.cli.command;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.Offshoot;
import dev.offshoot.cli.demo.DemoRun;
import dev.offshoot.testbed.cloud.Enclosure;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--keep", description = "Leave it running, and say how to look around.")
  boolean keep;

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      description = "Size of the sample data (default: 300).")
  int megabytes = DEFAULT_MEGABYTES;

  @Option(
      names = "--cloud",
      description = {
        "Grow it onto an instance of a cloud made for the run: an EC2 API, another subnet, a slow link.",
        "Needs root: everything happens in network namespaces of its own."
      })
  boolean cloud;

  @Option(
      names = "--capture",
      paramLabel = "FILE",
      description = "With --cloud: leave a capture of the link in this file (pcap).")
  @Nullable Path capture;

  @Option(names = "--stop", paramLabel = "FOLDER", description = "Stop a demo that was kept.")
  @Nullable Path stop;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (cloud && stop == null && !Enclosure.isHere()) {
      return enclosed();
    }
    DemoRun run = new DemoRun(session.screen());
    return stop == null
        ? run.run(
            new DemoRun.Wishes(
                megabytes, keep, cloud, Optional.ofNullable(capture).map(Path::toAbsolutePath)))
        : run.end(stop);
  }

  // The same command once more, in namespaces of its own.
  private int enclosed() {
    Optional<String> missing = Enclosure.missing();
    if (missing.isPresent()) {
      throw new CommandFailed(
          "demo --cloud makes hosts and networks of its own, and for that this machine lacks "
              + missing.get(),
          "Run it as root on Linux with that, or run demo without --cloud.",
          ExitCode.WRONG_USAGE);
    }
    List<String> typed =
        Objects.requireNonNull(spec).root().commandLine().getParseResult().originalArgs();
    return Enclosure.start(Offshoot.class, typed).await();
  }
}
