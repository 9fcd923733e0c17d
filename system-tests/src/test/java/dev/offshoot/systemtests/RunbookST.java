package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offshoot.systemtests.Stand.Point;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Offshoot is killed for ever while expansions of seven sets stand at the seven points; a person
 * finishes, or undoes, with the lines of {@code expansion runbook} or those kept on the host, and
 * nothing else. One round by default; every point both ways from both sources with {@code
 * -Doffshoot.st.runbook=all}.
 */
class RunbookST {

  private static final int AT_A_TIME = 3;

  private static Path mongosh = Path.of("mongosh");

  private enum Way {
    FINISH,
    UNDO
  }

  private enum Source {
    PRINTED,
    KEPT
  }

  /** What a person does at a point. */
  private record Turn(Point point, Way way, Source source) {
    Turn other(boolean flipWay, boolean flipSource) {
      Way otherWay = flipWay == (way == Way.FINISH) ? Way.UNDO : Way.FINISH;
      Source otherSource = flipSource == (source == Source.KEPT) ? Source.PRINTED : Source.KEPT;
      // Before its agent was told anything, a host keeps no lines.
      return new Turn(point, otherWay, point == Point.HOST ? Source.PRINTED : otherSource);
    }
  }

  private static final List<Turn> DEFAULT =
      List.of(
          new Turn(Point.HOST, Way.FINISH, Source.PRINTED),
          new Turn(Point.INSTALL, Way.UNDO, Source.KEPT),
          new Turn(Point.ADD, Way.FINISH, Source.KEPT),
          new Turn(Point.SYNC, Way.UNDO, Source.PRINTED),
          new Turn(Point.PROOF, Way.FINISH, Source.PRINTED),
          new Turn(Point.VOTE, Way.UNDO, Source.KEPT),
          new Turn(Point.REVEAL, Way.UNDO, Source.PRINTED));

  static Stream<List<Turn>> rounds() {
    Stream<List<Turn>> others =
        Stream.of(other(true, false), other(false, true), other(true, true));
    return "all".equals(System.getProperty("offshoot.st.runbook"))
        ? Stream.concat(Stream.of(DEFAULT), others)
        : Stream.of(DEFAULT);
  }

  private static List<Turn> other(boolean flipWay, boolean flipSource) {
    return DEFAULT.stream().map(turn -> turn.other(flipWay, flipSource)).toList();
  }

  @BeforeAll
  static void findMongosh() {
    var found = ByHand.mongosh();
    if (found.isEmpty()) {
      System.err.println(
          """

          SKIPPED: RunbookST. No mongosh on the PATH or in OFFSHOOT_MONGOSH, so nobody has typed the
          lines of the runbook. Run tools/fetch.sh mongosh, which needs npm, and run again.
          """);
    }
    assumeTrue(found.isPresent(), "no mongosh on the PATH or in OFFSHOOT_MONGOSH");
    mongosh = found.orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void aPersonAloneEndsWhatOffshootBegan(List<Turn> turns, @TempDir Path home) {
    // Given
    List<TestReplicaSet> sets = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        RunningOffshoot offshoot = startWith(turns, sets, threads)) {
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < turns.size(); i++) {
        Turn turn = turns.get(i);
        cases.add(new Case(turn, new Stand(offshoot, turn.point(), sets.get(i)), home));
      }
      bringToTheirPoints(offshoot, cases, threads);
      List<Elections> elections = elections(cases);
      Map<Turn, List<String>> runbooks = new LinkedHashMap<>();
      cases.forEach(each -> runbooks.put(each.turn(), each.runbook(offshoot)));

      // When
      offshoot.kill(offshoot.runningServices());
      cases.forEach(each -> each.stand().thaw());
      assertThat(cases).allMatch(each -> each.stand().isAtItsPoint());
      together(threads, cases, each -> each.act(runbooks.getOrDefault(each.turn(), List.of())));

      // Then
      assertThat(elections(cases)).isEqualTo(elections);
      cases.forEach(each -> each.isOver(new Aftermath(offshoot)));
    } finally {
      sets.forEach(TestReplicaSet::close);
    }
  }

  /** The sets in the turns' order, some at a time, beside the services. */
  private static RunningOffshoot startWith(
      List<Turn> turns, List<TestReplicaSet> sets, ExecutorService threads) {
    var starting = CompletableFuture.supplyAsync(RunningOffshoot::start, threads);
    try (ExecutorService some = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<CompletableFuture<TestReplicaSet>> ups =
          turns.stream()
              .map(turn -> CompletableFuture.supplyAsync(() -> loaded(turn.point()), some))
              .toList();
      ups.forEach(up -> sets.add(up.join()));
    } catch (RuntimeException e) {
      starting.join().close();
      throw e;
    }
    return starting.join();
  }

  private static TestReplicaSet loaded(Point point) {
    TestReplicaSet set = Stand.set("runbook-" + point.name().toLowerCase(Locale.ROOT));
    assertThat(new SampleData(13).load(set.connectionString(), 5).documents()).isPositive();
    return set;
  }

  private static List<Elections> elections(List<Case> cases) {
    return cases.stream().map(each -> each.stand().set().elections()).toList();
  }

  /** Those that need a service which must be dead for others go last. */
  private static void bringToTheirPoints(
      RunningOffshoot offshoot, List<Case> cases, ExecutorService threads) {
    together(
        threads,
        cases.stream().filter(each -> each.turn().point().compareTo(Point.ADD) >= 0).toList(),
        each -> each.stand().reach());
    offshoot.kill(List.of("replication-monitor"));
    reach(cases, Point.INSTALL);
    offshoot.kill(List.of("installer-service"));
    reach(cases, Point.HOST);
  }

  private static void reach(List<Case> cases, Point point) {
    cases.stream()
        .filter(each -> each.turn().point() == point)
        .forEach(each -> each.stand().reach());
  }

  /** One turn of one stand, with a folder for the person. */
  private record Case(Turn turn, Stand stand, Path home) {

    List<String> runbook(RunningOffshoot offshoot) {
      Path hosts = offshoot.dataDir().resolve("hosts");
      Path kept = hosts.resolve(stand.host()).resolve("mongod/runbook");
      if (turn.point() == Point.HOST) {
        assertThat(kept).doesNotExist();
      } else {
        isPrivate(kept, stand.set());
      }
      return turn.source() == Source.KEPT
          ? read(kept).lines().toList()
          : offshoot
              .commandLine()
              .run("expansion", "runbook", stand.id())
              .orFail()
              .lines()
              .toList();
    }

    void act(List<String> runbook) {
      try {
        Path own = Files.createDirectory(home.resolve(turn.point().name()));
        ByHand person = new ByHand(own, mongosh, stand.set());
        if (turn.way() == Way.FINISH) {
          person.finish(runbook);
        } else {
          person.undo(runbook);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void isOver(Aftermath aftermath) {
      if (turn.way() == Way.FINISH) {
        isFinished(aftermath);
        return;
      }
      assertThat(Configurations.unversioned(stand.set().configuration()))
          .as("%s", turn)
          .isEqualTo(Configurations.unversioned(stand.before()));
      assertThat(aftermath.processes(stand.host())).as("%s", turn).isEmpty();
      assertThat(aftermath.folders()).as("%s", turn).doesNotContain(stand.host());
    }

    private void isFinished(Aftermath aftermath) {
      TestReplicaSet set = stand.set();
      Document after = set.configuration();
      assertThat(Configurations.without(after, List.of(stand.address())))
          .as("%s", turn)
          .isEqualTo(Configurations.unversioned(stand.before()));
      assertThat(Configurations.member(after, stand.address()))
          .as("%s", turn)
          .containsEntry("votes", 1)
          .containsEntry("priority", 0.0)
          .containsEntry("hidden", false)
          .containsEntry("tags", new Document("site", "cloud"));
      assertThat(DataEquality.differences(set, set.primary().address(), stand.address()))
          .as("%s", turn)
          .isEmpty();
      assertThat(aftermath.processes(stand.host()))
          .as("%s: mongod alone goes on", turn)
          .hasSize(1)
          .allMatch(LocalProcess::isMongod);
    }
  }

  private static void isPrivate(Path kept, TestReplicaSet set) {
    assertThat(read(kept))
        .doesNotContain(set.keyfile().strip())
        .doesNotContain(TestReplicaSet.ROOT.password());
    try {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
          .isEqualTo("rw-------");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All at once; every failure is told when all have ended. */
  private static <T> void together(ExecutorService threads, List<T> each, Consumer<T> work) {
    List<CompletableFuture<Void>> running = new ArrayList<>();
    each.forEach(one -> running.add(CompletableFuture.runAsync(() -> work.accept(one), threads)));
    List<Throwable> failures = new ArrayList<>();
    running.forEach(one -> one.exceptionally(failure -> failed(failures, failure)).join());
    if (!failures.isEmpty()) {
      AssertionError all = new AssertionError(failures.size() + " failed");
      failures.forEach(all::addSuppressed);
      throw all;
    }
  }

  @SuppressWarnings("NullAway") // What a future without a value completes with.
  private static Void failed(List<Throwable> failures, Throwable failure) {
    synchronized (failures) {
      failures.add(failure);
    }
    return null;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
