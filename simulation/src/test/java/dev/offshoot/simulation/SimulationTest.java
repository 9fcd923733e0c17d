package dev.offshoot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.simulation.fault.Fault;
import dev.offshoot.simulation.fault.FaultKind;
import dev.offshoot.simulation.fault.FaultPlan;
import dev.offshoot.simulation.planted.Planted;
import dev.offshoot.simulation.search.Campaign;
import dev.offshoot.simulation.search.Failure;
import dev.offshoot.simulation.search.Shrink;
import dev.offshoot.simulation.search.Tally;
import dev.offshoot.simulation.service.PortCalls;
import dev.offshoot.simulation.turn.Interruptions.When;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final long SEEDS = 2_000;

  /** Short plans that found something once, each for good. */
  private static final List<String> LESSONS =
      List.of(
          "broker-loses-the-end",
          "member-removed-by-hand-while-compared",
          "report-comes-late",
          "changed-by-others-after-the-last-intent",
          "host-heard-of-after-the-end",
          "plan-heard-of-after-the-end",
          "hosts-written-late",
          "refused-removal-taken-back-by-one-that-died",
          "put-back-while-the-primary-was-down",
          "mongod-ends-while-its-agent-is-away",
          "agent-suspended-before-the-stop",
          "clock-set-back-and-agent-restarted",
          "old-refusal-is-not-an-answer",
          "put-back-while-the-agent-stood-still",
          "lost-host-asked-for-by-a-late-call",
          "mongod-started-again-after-its-end",
          "late-report-of-a-clock-that-was-ahead");

  private static void held(List<Result> failures) {
    if (!failures.isEmpty()) {
      Failure failure = Failure.of(failures.getFirst(), world -> Planted.NOTHING);
      throw new AssertionError(
          failure.describe("a file with\n" + failure.shortest().plan().json() + "\n"));
    }
  }

  @Test
  void everyPropertyHoldsAfterEveryEventOfManySeeds() {
    // Given
    long begin = System.nanoTime();
    Campaign campaign = Campaign.ofSeeds(1, SEEDS, null, false);

    // When
    List<Result> failures = campaign.run(Duration.ofMinutes(10), System.out::println);

    // Then the runs went different ways, and not only the easy one
    held(failures);
    Tally tally = campaign.tally();
    System.out.print(tally.table(Duration.ofNanos(System.nanoTime() - begin)));
    assertThat(tally.runs()).isEqualTo(SEEDS);
    assertThat(tally.outcomes().get("COMPLETED")).isGreaterThan((int) SEEDS / 4);
    assertThat(tally.outcomes().get("ROLLED_BACK CANCELLED")).isGreaterThan((int) SEEDS / 20);
    assertThat(tally.outcomes().get("COMPLETED, then HOST_REMOVED"))
        .isGreaterThan((int) SEEDS / 20);
    assertThat(tally.outcomes()).containsKey("COMPLETED, then HOST_REMOVED STILL_A_MEMBER");
    assertThat(tally.kinds()).containsOnlyKeys(FaultKind.values());
    assertThat(tally.fewestFaults()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void everyCallThroughAPortIsInterruptedBeforeAndAfterAndNothingBreaks() {
    // Given what chance alone leaves out
    Campaign chance = Campaign.ofSeeds(100_000, 250, null, false);
    held(chance.run(Duration.ofMinutes(5), line -> {}));
    List<String> left = new ArrayList<>(chance.tally().neverStruck());

    // When each of these is aimed at, in the plan of one seed after the other
    Campaign aimed = new Campaign(number -> aimed(left, number), world -> Planted.NOTHING, false);
    held(aimed.run(Duration.ofMinutes(10), line -> {}));
    left.retainAll(aimed.tally().neverStruck());

    // Then
    int points = 2 * PortCalls.all().size();
    System.out.printf(
        "%d of %d points before and after calls through ports interrupted: %.1f %%%n",
        points - left.size(), points, 100.0 * (points - left.size()) / points);
    assertThat(left).isEmpty();
  }

  /** Several seeds for each point, because not every run comes there. */
  private static @Nullable FaultPlan aimed(List<String> points, long number) {
    int tries = 24;
    if (number >= (long) points.size() * tries) {
      return null;
    }
    String point = points.get((int) (number / tries));
    int space = point.lastIndexOf(' ');
    FaultPlan plan = Simulation.plan(200_000 + number);
    List<Fault> faults = new ArrayList<>(plan.faults());
    faults.add(
        Fault.call(
            FaultKind.CRASH,
            point.substring(0, space),
            1,
            When.valueOf(point.substring(space + 1)),
            5_000));
    if (number % 3 == 1) {
      faults.add(Fault.at(FaultKind.USER_CANCELS, 5_000 + (number % 30) * 1_000, 0, 0));
    }
    if (number % 3 == 2) {
      faults.add(Fault.at(FaultKind.FORGETS_DEPLOYMENT, 100_000, 0, 0));
    }
    if (point.contains(".renew")) {
      // A lease is renewed only while something is waited for: a catalogue, a provider.
      faults.add(Fault.at(FaultKind.BROKER_LOSES_TAIL, 200 + (number % tries) * 20, 0, 11));
      faults.add(Fault.at(FaultKind.PROVIDER_FULL, 100, 120_000, 0));
    }
    if (point.contains("ReplicaSet.boundary") || point.contains("monitor JournalStore.renew")) {
      // Ranges are halved, and a proof is held for long, only where something differs.
      faults.add(
          Fault.call(
              FaultKind.DATA_DIFFERS,
              "replication-monitor ReplicaSet.catalogues",
              1,
              When.AFTER,
              0));
    }
    if (point.contains("HostRegister")) {
      faults.add(Fault.at(FaultKind.HOST_GIVEN_BACK, 1_000, 0, (int) number));
    }
    if (point.contains("EvidenceStore.forget")) {
      faults.add(
          Fault.call(
              FaultKind.COLLECTION_DROPPED,
              "replication-monitor ReplicaSet.digests",
              1,
              When.BEFORE,
              0));
    }
    return plan.with(faults);
  }

  @Test
  void whatWasLearntOnceStaysLearnt() throws IOException {
    // Given
    List<Result> results = new ArrayList<>();

    // When
    for (String lesson : LESSONS) {
      results.add(Simulation.run(FaultPlan.parse(text("/lessons/" + lesson + ".json")), false));
    }

    // Then
    held(results.stream().filter(Result::failed).toList());
    assertThat(results).hasSameSizeAs(LESSONS);
  }

  private static String text(String resource) throws IOException {
    try (InputStream stream = SimulationTest.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theSamePlanIsTheSameRunAHundredTimes() {
    // Given
    FaultPlan plan = Simulation.plan(7);
    String first = Simulation.run(plan, false).story().hash();

    // When
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      hashes.add(Simulation.run(plan, i % 10 == 0).story().hash());
    }

    // Then
    assertThat(hashes).containsOnly(first);
    assertThat(Simulation.run(Simulation.plan(8), false).story().hash()).isNotEqualTo(first);
  }

  @Test
  void aPlanThatWasSavedIsReplayedIdentically() {
    // Given
    FaultPlan plan = Simulation.plan(9);

    // When
    FaultPlan read = FaultPlan.parse(plan.json());

    // Then
    assertThat(read).isEqualTo(plan);
    assertThat(Simulation.run(read, true).story().lines())
        .isEqualTo(Simulation.run(plan, true).story().lines());
  }

  @Test
  void aPlanIsMadeAsShortAsItCanBe() {
    // Given a plan that fails because of two of its faults together
    FaultPlan plan = Simulation.plan(11);
    Fault one = plan.faults().get(1);
    Fault other = plan.faults().getLast();

    // When
    FaultPlan shortest =
        Shrink.shortest(plan, each -> each.faults().contains(one) && each.faults().contains(other));

    // Then
    assertThat(shortest.faults()).containsExactly(one, other);
  }
}
