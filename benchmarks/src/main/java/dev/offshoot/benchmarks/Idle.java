package dev.offshoot.benchmarks;

import dev.offshoot.embedded.Poll;
import dev.offshoot.systemtests.ConnectionWatch;
import dev.offshoot.systemtests.Registration;
import dev.offshoot.systemtests.RunningOffshoot;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Resident memory of each service, and the most connections each member saw, after an expansion and
 * while nothing but the background observation happens. Exit code 1 when a claim does not hold.
 */
public final class Idle {
  private static final int MOST_MEGABYTES = 200;
  private static final int MOST_CONNECTIONS = 8;
  private static final String NAME = "idle";

  private Idle() {}

  public static void main(String[] words) {
    Arguments arguments = new Arguments(List.of(words));
    boolean holds = true;
    try (TestReplicaSet set = TestReplicaSet.builder().name(NAME).start();
        RunningOffshoot offshoot = RunningOffshoot.start()) {
      var loaded = new SampleData(1).load(set.connectionString(), 20);
      say("services are up, the set holds %d documents", loaded.documents());
      Registration.of(offshoot, NAME, set);
      List<String> members = set.members().stream().map(TestMongod::address).toList();
      say("just started:");
      holds &= memory(offshoot);
      try (ConnectionWatch during = new ConnectionWatch(offshoot.dataDir(), members)) {
        offshoot.commandLine().run("expand", NAME, "--votes", "0", "--yes", "--wait").orFail();
        say("during an expansion:");
        holds &= connections(during.most());
      }
      int seconds = arguments.number("seconds", 60);
      try (ConnectionWatch idle = new ConnectionWatch(offshoot.dataDir(), members)) {
        Poll.until(Duration.ofSeconds(seconds), () -> false);
        say("idle for %d s after it:", seconds);
        holds &= memory(offshoot);
        holds &= connections(idle.most());
      }
    }
    System.exit(holds ? 0 : 1);
  }

  private static boolean memory(RunningOffshoot offshoot) {
    boolean holds = true;
    for (String service : RunningOffshoot.SERVICES) {
      long megabytes = resident(offshoot.service(service).pid().orElseThrow()) / 1024;
      boolean small = megabytes <= MOST_MEGABYTES;
      say("  %-20s %4d MB resident%s", service, megabytes, small ? "" : "  TOO MUCH");
      holds &= small;
    }
    return holds;
  }

  private static boolean connections(Map<String, Integer> most) {
    most.forEach((member, count) -> say("  %-22s at most %d connections", member, count));
    return most.values().stream().allMatch(count -> count <= MOST_CONNECTIONS);
  }

  /** VmRSS in KiB (proc(5)). */
  private static long resident(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
