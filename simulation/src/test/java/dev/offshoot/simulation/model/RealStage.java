package dev.offshoot.simulation.model;

import com.mongodb.MongoException;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.embedded.Poll;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.monitor.adapter.set.DirectReplicaSets;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bson.Document;

/** A real set, seen through the real adapter. One set serves every situation after the other. */
final class RealStage implements StageHand, AutoCloseable {

  private static final Document QUICK =
      new Document("heartbeatIntervalMillis", 500).append("electionTimeoutMillis", 10_000);

  private final TestReplicaSet set = TestReplicaSet.builder().settings(QUICK).start();
  private final FurtherMongods further = new FurtherMongods(set);
  private final DirectReplicaSets adapter =
      new DirectReplicaSets(
          name -> Optional.of(TestReplicaSet.ROOT.name() + ":" + TestReplicaSet.ROOT.password()),
          "replication-monitor");
  private int situations;
  private ReplicaSet port = newConversation();

  /** A locked member takes no new login: the connection that locked it is kept. */
  private final Map<MemberAddress, DirectAdmin> locked = new TreeMap<>();

  /** With connections of its own: none that broke in an earlier situation. */
  private ReplicaSet newConversation() {
    adapter.done("situation-" + situations++);
    return adapter.open(
        "situation-" + situations,
        new DeploymentReference(
            "orders",
            set.plainConnectionString(),
            "root",
            null,
            null,
            "keyfile",
            false,
            null,
            null,
            null));
  }

  @Override
  public ReplicaSet port() {
    return port;
  }

  @Override
  public List<MemberAddress> voters() {
    return set.members().stream().map(each -> MemberAddress.parse(each.address())).toList();
  }

  @Override
  public MemberAddress nobody() {
    return further.nobody();
  }

  @Override
  public MemberAddress waitingMongod() {
    return further.startWaiting();
  }

  @Override
  public void letCopy(MemberAddress waiting) {
    further.letCopy(waiting);
  }

  @Override
  public void letFinish(MemberAddress waiting) {
    further.letFinish(waiting);
  }

  @Override
  public Optional<MemberAddress> sourceOf(MemberAddress synchronizing) {
    return further.sourceOf(synchronizing);
  }

  @Override
  public int failedAttempts(MemberAddress synchronizing) {
    return further.failedAttempts(synchronizing);
  }

  @Override
  public MemberAddress memberOfAnotherSet() {
    return further.startOtherSet();
  }

  private TestMongod mongod(MemberAddress member) {
    return set.member(voters().indexOf(member));
  }

  @Override
  public void kill(MemberAddress member) {
    mongod(member).kill();
  }

  @Override
  public void start(MemberAddress member) {
    mongod(member).start();
  }

  @Override
  public void lock(MemberAddress member) {
    DirectAdmin admin = set.admin(mongod(member));
    locked.put(member, admin);
    admin.run(new Document("fsync", 1).append("lock", true));
  }

  @Override
  public void unlock(MemberAddress member) {
    try (DirectAdmin admin = locked.remove(member)) {
      admin.run("fsyncUnlock");
    }
  }

  @Override
  public void stepDown() {
    try (DirectAdmin admin = set.admin(set.primary())) {
      admin.run(
          new Document("replSetStepDown", 60)
              .append("secondaryCatchUpPeriodSecs", 0)
              .append("force", true));
    }
  }

  @Override
  public void changeCompatibilityVersion(String version) {
    try (DirectAdmin admin = set.admin(set.primary())) {
      admin.run(new Document("setFeatureCompatibilityVersion", version));
    }
  }

  @Override
  public <T> Supplier<T> begin(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, task -> Thread.ofVirtual().start(task))::join;
  }

  @Override
  public boolean passes(Duration atMost, BooleanSupplier condition) {
    return Poll.until(atMost, condition);
  }

  /** Makes it the set of three voters again that it was. */
  void tidyUp() {
    List.copyOf(locked.keySet()).forEach(this::unlock);
    set.members().forEach(TestMongod::start);
    port = newConversation();
    if (!Poll.until(Duration.ofSeconds(60), this::hasOnlyItsVoters)) {
      throw new IllegalStateException("the set could not be tidied up; see " + set.folder());
    }
    further.end();
    set.awaitSteady();
    try (DirectAdmin admin = set.admin(set.primary())) {
      admin.run(new Document("setFeatureCompatibilityVersion", "6.0"));
    }
    for (TestMongod member : set.members()) {
      try (DirectAdmin admin = set.admin(member)) {
        // One that stepped down may be elected again.
        admin.run(new Document("replSetFreeze", 0));
      } catch (MongoException primary) {
        // A primary cannot be frozen.
      }
    }
  }

  private boolean hasOnlyItsVoters() {
    return port.readPrimary(List.of())
        .answer()
        .filter(
            now -> {
              List<Integer> more =
                  now.configuration().members().stream()
                      .map(each -> each.id())
                      .filter(id -> id >= set.members().size())
                      .toList();
              if (!more.isEmpty()) {
                var unused =
                    port.reconfigure(
                        now.address(),
                        Change.remove(more.getFirst()).applyTo(now.configuration()),
                        "tidying up");
              }
              return more.isEmpty();
            })
        .isPresent();
  }

  @Override
  public void close() {
    adapter.close();
    further.end();
    set.close();
  }
}
