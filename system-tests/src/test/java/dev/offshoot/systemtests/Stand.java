package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * One expansion of a set of its own that was brought to a point and held there by freezing the new
 * mongod and by a primary that takes no reconfig, until Offshoot is dead.
 */
final class Stand {
  private static final Duration SOON = Duration.ofMinutes(3);

  /** CurrentConfigNotCommittedYet. */
  private static final int NOT_COMMITTED_YET = 308;

  private final RunningOffshoot offshoot;
  private final Point point;
  private final TestReplicaSet set;
  private final String name;
  private Document before = new Document();
  private String id = "";
  private String host = "";
  private String address = "";
  private boolean holdsReconfigs;

  /** Where an expansion stands when Offshoot dies. */
  enum Point {
    /** The host is made; no agent was told anything. */
    HOST,
    /** mongod runs and waits to be added. */
    INSTALL,
    /** In the configuration without a vote, at the begin of its synchronization. */
    ADD,
    /** Synchronized. */
    SYNC,
    /** While the data is compared. */
    PROOF,
    /** With a vote, hidden. */
    VOTE,
    /** As wanted. */
    REVEAL
  }

  /** Makes the set known to Offshoot. */
  Stand(RunningOffshoot offshoot, Point point, TestReplicaSet set) {
    this.offshoot = offshoot;
    this.point = point;
    this.set = set;
    this.name = Registration.of(offshoot, set.name(), set);
  }

  /** A set with fields that a careless reconfig would lose. */
  static TestReplicaSet set(String name) {
    return TestReplicaSet.builder()
        .name(name)
        .members(
            MemberSpec.voter().priority(2).tag("site", "dc1"),
            MemberSpec.voter().tag("site", "dc2").tag("use", "reporting"),
            MemberSpec.voter().priority(0.5).tag("site", "dc1"))
        .settings(
            new Document("chainingAllowed", false)
                .append("heartbeatTimeoutSecs", 12)
                .append("electionTimeoutMillis", 15_000)
                .append("getLastErrorModes", new Document("everySite", new Document("site", 2))))
        .arguments("--setParameter=enableTestCommands=1")
        .start();
  }

  /** Starts the expansion, waits until it stands at its point, and keeps it there. */
  void reach() {
    begin();
    hold();
  }

  private void begin() {
    before = set.configuration();
    id =
        offshoot.expand(
            """
            {"deployment": "%s", "approval": "automatic",
             "member": {"votes": 1, "priority": 0, "tags": {"site": "cloud"}}}
            """
                .formatted(name));
    Expansion[] seen = {offshoot.expansion(id)};
    assertThat(
            Poll.until(
                SOON,
                () -> {
                  seen[0] = offshoot.expansion(id);
                  return !seen[0].plan().path("toAdd").isEmpty() || seen[0].isOver();
                }))
        .isTrue();
    var member = seen[0].plan().path("toAdd").path(0);
    host = member.path("host").path("requestId").asText();
    address = member.path("address").asText();
    assertThat(host).as(seen[0].json().toPrettyString()).isNotEmpty();
  }

  private void hold() {
    switch (point) {
      case HOST -> {
        Facts.of(offshoot, id).await(EventType.RESOURCE_PROVISIONED, SOON);
        reached(() -> !new Aftermath(offshoot).hostsOf("id", host).isEmpty());
      }
      case INSTALL -> {
        Facts.of(offshoot, id).await(EventType.BINARIES_INSTALLED, SOON);
        reached(() -> offshoot.expansion(id).step("install").equals("DONE"));
      }
      case ADD -> freezeWhen(() -> member(any -> true));
      case SYNC -> {
        refuseReconfigsAfter(0);
        freezeWhen(this::isSecondary);
      }
      case PROOF -> {
        refuseReconfigsAfter(0);
        reached(this::isSecondary);
        try (DirectAdmin added = DirectAdmin.to(address, Optional.of(TestReplicaSet.ROOT))) {
          reached(() -> isBeingProven(added));
        }
        freezeWhen(() -> true);
      }
      case VOTE -> {
        refuseReconfigsAfter(1);
        freezeWhen(() -> member(m -> votes(m) == 1));
      }
      case REVEAL -> reached(() -> member(m -> votes(m) == 1 && !m.getBoolean("hidden", false)));
    }
  }

  /** The new mongod goes on, as it would have done, and the set takes reconfigs again. */
  void thaw() {
    mongods().forEach(mongod -> mongod.signal("CONT"));
    if (holdsReconfigs) {
      failPoint("off");
    }
  }

  /**
   * Once the member is there, the primary lets this many reconfigs pass and answers the others that
   * the one before is not committed yet: freezing alone may come too late on a busy machine.
   */
  private void refuseReconfigsAfter(int passing) {
    reached(() -> member(any -> true));
    holdsReconfigs = true;
    failPoint(passing == 0 ? "alwaysOn" : new Document("skip", passing));
  }

  private void failPoint(Object mode) {
    Document command = new Document("configureFailPoint", "failCommand").append("mode", mode);
    if (!mode.equals("off")) {
      command.append(
          "data",
          new Document("failCommands", List.of("replSetReconfig"))
              .append("errorCode", NOT_COMMITTED_YET));
    }
    try (DirectAdmin primary = set.admin(set.primary())) {
      primary.run(command);
    }
  }

  /** Whether the configuration is as its point says. */
  boolean isAtItsPoint() {
    return switch (point) {
      case HOST, INSTALL -> !member(any -> true);
      case ADD, SYNC, PROOF -> member(m -> votes(m) == 0 && m.getBoolean("hidden", false));
      case VOTE -> member(m -> votes(m) == 1 && m.getBoolean("hidden", false));
      case REVEAL -> member(m -> votes(m) == 1 && !m.getBoolean("hidden", false));
    };
  }

  private void freezeWhen(BooleanSupplier condition) {
    reached(condition);
    List<LocalProcess> mongods = mongods();
    assertThat(mongods).as("mongod of " + name).hasSize(1);
    mongods.forEach(mongod -> mongod.signal("STOP"));
  }

  private void reached(BooleanSupplier condition) {
    assertThat(Poll.until(SOON, condition))
        .as(() -> name + ": " + offshoot.expansion(id).json().toPrettyString())
        .isTrue();
  }

  private boolean isSecondary() {
    return set.status().getList("members", Document.class).stream()
        .anyMatch(
            m ->
                address.equals(m.getString("name")) && m.getString("stateStr").equals("SECONDARY"));
  }

  /** Nobody but the proof asks a new member for its collections; what is shown comes too late. */
  private static boolean isBeingProven(DirectAdmin added) {
    Document commands =
        added.run("serverStatus").get("metrics", Document.class).get("commands", Document.class);
    return Stream.of("listCollections", "listIndexes")
        .map(name -> commands.get(name, Document.class))
        .anyMatch(counted -> counted != null && counted.get("total", 0L) > 0);
  }

  private boolean member(Predicate<Document> asked) {
    return set.configuration().getList("members", Document.class).stream()
        .anyMatch(m -> address.equals(m.getString("host")) && asked.test(m));
  }

  private static int votes(Document member) {
    return member.getInteger("votes", 1);
  }

  private List<LocalProcess> mongods() {
    return new Aftermath(offshoot).mongods(host);
  }

  Point point() {
    return point;
  }

  TestReplicaSet set() {
    return set;
  }

  Document before() {
    return before;
  }

  String id() {
    return id;
  }

  String host() {
    return host;
  }

  String address() {
    return address;
  }
}
