package dev.offshoot.simulation.model;

import com.mongodb.MongoException;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.Poll;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.Loopback;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/** Real mongods beside those of a set, with its name and key. */
final class FurtherMongods {

  private static final String BEFORE_COPYING = "initialSyncHangBeforeCopyingDatabases";
  private static final String BEFORE_THE_END = "initialSyncHangBeforeFinish";
  private static final Duration UP_WITHIN = Duration.ofSeconds(60);

  private final TestReplicaSet set;
  private final Map<MemberAddress, TestMongod> mongods = new TreeMap<>();
  private int started;

  FurtherMongods(TestReplicaSet set) {
    this.set = set;
  }

  MemberAddress nobody() {
    return new MemberAddress(Loopback.address(), KeptPort.choose());
  }

  /** As the agent starts it. */
  MemberAddress start(String... more) {
    TestMongod mongod = TestMongod.emptyFor(set, "further-" + started++, more);
    MemberAddress address = MemberAddress.parse(mongod.address());
    mongods.put(address, mongod);
    mongod.start();
    await(address + " to answer", () -> run(address, "hello").isPresent());
    return address;
  }

  /** Waits, when it synchronizes, before it copies the first database, and before it is through. */
  MemberAddress startWaiting() {
    return start(
        "--setParameter=enableTestCommands=1",
        "--setParameter=failpoint." + BEFORE_COPYING + "={mode:'alwaysOn'}",
        "--setParameter=failpoint." + BEFORE_THE_END + "={mode:'alwaysOn'}");
  }

  void letCopy(MemberAddress waiting) {
    turnOff(waiting, BEFORE_COPYING);
  }

  void letFinish(MemberAddress waiting) {
    turnOff(waiting, BEFORE_THE_END);
  }

  private void turnOff(MemberAddress waiting, String failPoint) {
    try (DirectAdmin admin = asMember(waiting)) {
      admin.run(new Document("configureFailPoint", failPoint).append("mode", "off"));
    }
  }

  Optional<MemberAddress> sourceOf(MemberAddress synchronizing) {
    return run(synchronizing, "replSetGetStatus")
        .map(status -> status.getString("syncSourceHost"))
        .filter(source -> source != null && !source.isEmpty())
        .map(MemberAddress::parse);
  }

  int failedAttempts(MemberAddress synchronizing) {
    Document metrics =
        run(synchronizing, "serverStatus").orElseThrow().get("metrics", Document.class);
    return metrics
        .get("repl", Document.class)
        .get("initialSync", Document.class)
        .get("failedAttempts", Number.class)
        .intValue();
  }

  /** The primary of another set. */
  MemberAddress startOtherSet() {
    MemberAddress address = start();
    Document member = new Document("_id", 0).append("host", address.format());
    try (DirectAdmin admin = DirectAdmin.to(address.format(), Optional.empty())) {
      admin.run(
          new Document(
              "replSetInitiate",
              new Document("_id", set.name()).append("members", List.of(member))));
    }
    await(
        "the other set's primary",
        () ->
            run(address, "hello")
                .filter(hello -> hello.getBoolean("isWritablePrimary", false))
                .isPresent());
    return address;
  }

  void end() {
    mongods.values().forEach(TestMongod::kill);
    mongods.clear();
  }

  private DirectAdmin asMember(MemberAddress address) {
    return DirectAdmin.asMember(address.format(), set.keyfile());
  }

  private Optional<Document> run(MemberAddress address, String command) {
    try (DirectAdmin admin = asMember(address)) {
      return Optional.of(admin.run(command));
    } catch (MongoException notNow) {
      return Optional.empty();
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    if (!Poll.until(UP_WITHIN, condition)) {
      throw new IllegalStateException("waited in vain for " + what);
    }
  }
}
