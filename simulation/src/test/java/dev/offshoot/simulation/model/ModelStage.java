package dev.offshoot.simulation.model;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.simulation.set.OtherPeople;
import dev.offshoot.simulation.set.Outages;
import dev.offshoot.simulation.set.SimulatedMember;
import dev.offshoot.simulation.set.SimulatedReplicaSet;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.turn.SimulatedClock;
import dev.offshoot.simulation.turn.Trace;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.BsonDocument;

/** The model, on turns of its own. */
final class ModelStage implements StageHand {

  private static final int SYNC_TICKS = 5;
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private final Turns turns;
  private final SimulatedSet set;
  private final Outages outages;
  private final ReplicaSet port;
  private int further = 10;

  ModelStage(long seed) {
    this.turns = new Turns(new SimulatedClock(), new SplittableRandom(seed), new Trace(false));
    this.set =
        new SimulatedSet(
            turns,
            configuration("000000000000000000000001", voter(0) + "," + voter(1) + "," + voter(2)),
            SYNC_TICKS);
    this.outages = new Outages(turns, set);
    this.port = new SimulatedReplicaSet(turns, set);
  }

  private static MemberAddress address(int number) {
    return new MemberAddress("127.88.0." + number, 27017);
  }

  private static ReplicaSetConfiguration configuration(String setId, String members) {
    return ReplicaSetConfiguration.of(
        BsonDocument.parse(
            """
            {_id: 'orders', version: 1, term: NumberLong(1), protocolVersion: NumberLong(1),
             members: [%s], settings: {replicaSetId: ObjectId('%s')}}
            """
                .formatted(members, setId)));
  }

  private static String voter(int id) {
    return "{_id: %d, host: '%s', priority: 1, votes: 1}".formatted(id, address(id));
  }

  @Override
  public ReplicaSet port() {
    return port;
  }

  @Override
  public List<MemberAddress> voters() {
    return IntStream.range(0, 3).mapToObj(ModelStage::address).toList();
  }

  @Override
  public MemberAddress nobody() {
    return address(further++);
  }

  private SimulatedMember member(MemberAddress address) {
    return set.member(address).orElseThrow();
  }

  @Override
  public MemberAddress waitingMongod() {
    MemberAddress address = nobody();
    set.startMongod(address);
    member(address).waits(true, true);
    return address;
  }

  @Override
  public void letCopy(MemberAddress waiting) {
    member(waiting).waits(false, true);
  }

  @Override
  public void letFinish(MemberAddress waiting) {
    member(waiting).waits(false, false);
  }

  @Override
  public Optional<MemberAddress> sourceOf(MemberAddress synchronizing) {
    return member(synchronizing).source();
  }

  @Override
  public int failedAttempts(MemberAddress synchronizing) {
    return member(synchronizing).failedAttempts();
  }

  @Override
  public MemberAddress memberOfAnotherSet() {
    MemberAddress address = nobody();
    set.otherSets()
        .startPrimary(
            address,
            configuration("000000000000000000000002", "{_id: 0, host: '%s'}".formatted(address)));
    return address;
  }

  @Override
  public void kill(MemberAddress member) {
    outages.kill(member);
  }

  @Override
  public void start(MemberAddress member) {
    outages.start(member);
  }

  @Override
  public void lock(MemberAddress member) {
    outages.lock(member, true);
  }

  @Override
  public void unlock(MemberAddress member) {
    outages.lock(member, false);
  }

  @Override
  public void stepDown() {
    set.stepDown();
  }

  @Override
  public void changeCompatibilityVersion(String version) {
    new OtherPeople(turns, set).changeCompatibilityVersion(version);
  }

  @Override
  public <T> Supplier<T> begin(Supplier<T> question) {
    List<T> answer = new ArrayList<>();
    var unused = turns.start("asks", null, () -> answer.add(question.get()));
    return () -> {
      if (!passes(DEADLINE, () -> !answer.isEmpty())) {
        throw new AssertionError("no answer within " + DEADLINE);
      }
      return answer.getFirst();
    };
  }

  @Override
  public boolean passes(Duration atMost, BooleanSupplier condition) {
    long end = turns.clock().sinceBeginning() + atMost.toMillis();
    turns.run(() -> !condition.getAsBoolean() && turns.clock().sinceBeginning() < end);
    return condition.getAsBoolean();
  }
}
