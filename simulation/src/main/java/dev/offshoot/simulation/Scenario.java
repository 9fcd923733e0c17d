package dev.offshoot.simulation;

import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one run, drawn from the seed before it begins.
 *
 * @param configuration the set's configuration at the beginning
 * @param request what is asked for
 * @param cancelAfter when the user cancels; null when never
 * @param faults what goes wrong, and when
 * @param pace how long a synchronization takes, and how often calls fail
 */
public record Scenario(
    ReplicaSetConfiguration configuration,
    Request request,
    @Nullable Duration cancelAfter,
    List<Fault> faults,
    Pace pace) {

  private static final int MOST_FAULTS = 8;
  private static final int FAULTS_WITHIN_MILLIS = 120_000;
  private static final int CANCEL_WITHIN_MILLIS = 60_000;

  /** Copies the list. */
  public Scenario {
    faults = List.copyOf(faults);
  }

  /** What can go wrong. */
  public enum Kind {
    KILL_SERVICE,
    FREEZE_SERVICE,
    KILL_AGENT,
    MEMBER_DOWN,
    STEP_DOWN,
    SYNC_FAILS,
    MONGOD_DIES,
    PROVIDER_REFUSES,
    DATA_DIFFERS;

    /** Whether the expansion may end otherwise because of it. */
    public boolean changesTheOutcome() {
      return switch (this) {
        case KILL_SERVICE, FREEZE_SERVICE, SYNC_FAILS -> false;
        case KILL_AGENT, MEMBER_DOWN, STEP_DOWN, MONGOD_DIES, PROVIDER_REFUSES, DATA_DIFFERS ->
            true;
      };
    }
  }

  /**
   * One thing that goes wrong.
   *
   * @param kind what
   * @param after when
   * @param lasting for how long
   */
  public record Fault(Kind kind, Duration after, Duration lasting) {}

  /**
   * What is asked for.
   *
   * @param add how many members
   * @param vote whether they shall vote
   * @param automatic whether nobody need approve
   * @param byEvent whether a foreign producer asks
   */
  public record Request(int add, boolean vote, boolean automatic, boolean byEvent) {}

  /**
   * How it goes.
   *
   * @param syncTicks ticks of a synchronization
   * @param storeTroubles of a thousand calls of a store
   * @param otherTroubles of a thousand calls of broker, provider and primary
   * @param lateRecords of a hundred records
   * @param repeatedRecords of a hundred acknowledgements
   */
  public record Pace(
      int syncTicks, int storeTroubles, int otherTroubles, int lateRecords, int repeatedRecords) {}

  /** Draws one. */
  public static Scenario draw(Random random) {
    boolean calm = random.nextInt(10) == 0;
    Request request =
        new Request(
            random.nextInt(5) == 0 ? 2 : 1,
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextInt(4) == 0);
    @Nullable Duration cancel =
        random.nextInt(5) < 2 ? Duration.ofMillis(random.nextInt(CANCEL_WITHIN_MILLIS)) : null;
    Pace pace =
        calm
            ? new Pace(5 + random.nextInt(50), 0, 0, 0, 0)
            : new Pace(
                5 + random.nextInt(50),
                random.nextInt(12),
                random.nextInt(60),
                random.nextInt(20),
                random.nextInt(25));
    return new Scenario(
        configuration(random), request, cancel, calm ? List.of() : faults(random), pace);
  }

  private static List<Fault> faults(Random random) {
    List<Fault> faults = new ArrayList<>();
    int number = random.nextInt(MOST_FAULTS + 1);
    for (int i = 0; i < number; i++) {
      faults.add(
          new Fault(
              kind(random),
              Duration.ofMillis(random.nextInt(FAULTS_WITHIN_MILLIS)),
              Duration.ofMillis(500 + random.nextInt(random.nextInt(3) == 0 ? 100_000 : 10_000))));
    }
    return faults;
  }

  /** Mostly what must not change the outcome. */
  private static Kind kind(Random random) {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> Kind.KILL_SERVICE;
      case 7, 8, 9, 10, 11 -> Kind.FREEZE_SERVICE;
      case 12, 13 -> Kind.KILL_AGENT;
      case 14 -> Kind.SYNC_FAILS;
      case 15, 16 -> Kind.STEP_DOWN;
      case 17 -> Kind.MEMBER_DOWN;
      case 18 -> random.nextBoolean() ? Kind.MONGOD_DIES : Kind.PROVIDER_REFUSES;
      default -> random.nextBoolean() ? Kind.DATA_DIFFERS : Kind.KILL_SERVICE;
    };
  }

  /** Three or five members; one of five may be hidden, or an arbiter; fields nobody knows. */
  private static ReplicaSetConfiguration configuration(Random random) {
    int members = random.nextBoolean() ? 3 : 5;
    int special = random.nextInt(3);
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < members; i++) {
      boolean last = i == members - 1 && members == 5;
      boolean hidden = last && special == 1;
      boolean arbiter = last && special == 2;
      entries
          .append(i == 0 ? "" : ",")
          .append(
              """
              {_id: %d, host: '127.88.0.%d:27017', arbiterOnly: %s, buildIndexes: true,
               hidden: %s, priority: %s, tags: {dc: 'east'}, secondaryDelaySecs: NumberLong(0),
               votes: 1, fieldOfTheFuture: {kept: %d}}
              """
                  .formatted(i, i + 1, arbiter, hidden, priority(i, hidden || arbiter), i));
    }
    return ReplicaSetConfiguration.of(
        BsonDocument.parse(
            """
            {_id: 'orders', version: 7, term: NumberLong(3), protocolVersion: NumberLong(1),
             writeConcernMajorityJournalDefault: true, members: [%s], unknownField: 'kept',
             settings: {chainingAllowed: true, heartbeatIntervalMillis: 2000,
               getLastErrorModes: {everywhere: {dc: 1}},
               replicaSetId: ObjectId('65a000000000000000000001')}}
            """
                .formatted(entries)));
  }

  private static int priority(int index, boolean none) {
    return none ? 0 : index == 0 ? 3 : 2;
  }

  /** Whether nothing in it may keep the expansion from completing. */
  public boolean mustComplete() {
    return cancelAfter == null
        && faults.stream().noneMatch(fault -> fault.kind().changesTheOutcome());
  }
}
