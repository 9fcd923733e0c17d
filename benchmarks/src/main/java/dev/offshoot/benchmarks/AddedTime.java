package dev.offshoot.benchmarks;

import dev.offshoot.embedded.Poll;
import dev.offshoot.systemtests.LocalProcess;
import dev.offshoot.systemtests.Registration;
import dev.offshoot.systemtests.RunningOffshoot;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestFolders;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.WriteLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * The time Offshoot adds to an expansion by hand: both on the same set and data, in turns, in one
 * run. Exit code 1 when a claim does not hold.
 */
public final class AddedTime {
  private static final double MOST_ADDED = 5;
  private static final double FORECAST_WITHIN = 0.25;
  private static final String NAME = "measured";

  private final TestReplicaSet set;
  private final RunningOffshoot offshoot;
  private final String cache;
  private final List<String> broken = new ArrayList<>();

  private AddedTime(TestReplicaSet set, RunningOffshoot offshoot, String cache) {
    this.set = set;
    this.offshoot = offshoot;
    this.cache = cache;
  }

  public static void main(String[] words) {
    Arguments arguments = new Arguments(List.of(words));
    int megabytes = arguments.number("megabytes", 1024);
    int writes = arguments.number("writes", 0);
    String cache = HandRun.cache(arguments.number("cache-megabytes", 2048));
    int exit;
    try (TestReplicaSet set =
        TestReplicaSet.builder().name(NAME).oplogMegabytes(990).arguments(cache).start()) {
      SampleData.Loaded loaded = new SampleData(42).load(set.connectionString(), megabytes);
      say(
          "%d MB in %d documents, loaded in %.0f s",
          megabytes, loaded.documents(), loaded.seconds());
      try (RunningOffshoot offshoot = RunningOffshoot.start()) {
        Registration.of(offshoot, NAME, set);
        Optional<WriteLoad> load =
            writes > 0
                ? Optional.of(WriteLoad.start(set.connectionString(), writes))
                : Optional.empty();
        try {
          exit = new AddedTime(set, offshoot, cache).run(arguments.number("pairs", 2));
        } finally {
          load.ifPresent(WriteLoad::close);
        }
      }
    }
    System.exit(exit);
  }

  private int run(int pairs) {
    for (int pair = 0; pair <= pairs; pair++) {
      HandRun.Times hand = new HandRun(set, pair, cache).measure();
      say(
          "%d  by hand   %6.1f s to SECONDARY (mongod up %.1f s; rs.status() of the primary %.1f s)",
          pair, hand.total(), hand.start(), hand.seen());
      Document before = set.configuration();
      OffshootRun.Times times = new OffshootRun(offshoot, NAME).measure();
      report(pair, hand, times);
      takeOut(before);
      if (pair == 0) {
        say(
            "   the first pair is not judged: members and services do all of it for the first time");
        broken.clear();
      }
    }
    broken.forEach(each -> say("CLAIM BROKEN  %s", each));
    return broken.isEmpty() ? 0 : 1;
  }

  private void report(int pair, HandRun.Times hand, OffshootRun.Times times) {
    double added = times.total() - times.proof() - hand.total();
    say(
        "%d  offshoot  %6.1f s for the command (%.1f s from request to COMPLETED)",
        pair, times.total(), times.inside());
    StringBuilder steps = new StringBuilder();
    for (String step :
        List.of(
            "observe",
            "plan",
            "approve",
            "provision",
            "install",
            "synchronize",
            "verify",
            "promote")) {
      steps.append(
          String.format(
              Locale.ROOT, "  %s %.1f", step, OffshootRun.stepSeconds(times.expansion(), step)));
    }
    say("   steps   %s", steps);
    say("   proof    %6.1f s, copy %.1f s", times.proof(), times.copySeconds());
    say(
        "   added    %6.1f s = total - proof - by hand; %.2f times the run by hand",
        added, (times.total() - times.proof()) / hand.total());
    if (added > MOST_ADDED) {
      broken.add(String.format(Locale.ROOT, "pair %d added %.1f s", pair, added));
    }
    if (times.proof() > times.copySeconds()) {
      broken.add("pair " + pair + ": the proof took longer than the copy");
    }
    forecast(pair, times);
  }

  private void forecast(int pair, OffshootRun.Times times) {
    if (times.forecast().isEmpty()) {
      say("   forecast  none was given at half of the bytes");
      broken.add("pair " + pair + ": no forecast at half of the bytes");
      return;
    }
    OffshootRun.Forecast given = times.forecast().orElseThrow();
    double foretold = given.foretold(times.copy());
    double error = foretold / times.copySeconds() - 1;
    say(
        "   forecast %6.1f s copy time at %.0f %% of the bytes (%.1f s remaining), was %.1f s: %+.0f %%",
        foretold, given.at() * 100, given.remaining(), times.copySeconds(), error * 100);
    if (Math.abs(error) > FORECAST_WITHIN) {
      broken.add(String.format(Locale.ROOT, "pair %d: forecast off by %.0f %%", pair, error * 100));
    }
  }

  /** Back to the set as it was: out of the configuration, agent and mongod ended, data gone. */
  private void takeOut(Document before) {
    HandRun.SetChange.restore(set, before);
    Path hosts = offshoot.dataDir().resolve("hosts");
    LocalProcess.of(hosts).forEach(LocalProcess::kill);
    if (!Poll.until(Duration.ofSeconds(30), () -> LocalProcess.of(hosts).isEmpty())) {
      throw new IllegalStateException("processes of the hosts in " + hosts + " do not end");
    }
    try (Stream<Path> all = Files.list(hosts)) {
      all.forEach(host -> TestFolders.delete(host.resolve("mongod")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
