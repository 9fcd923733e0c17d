package dev.offshoot.benchmarks;

import com.mongodb.MongoException;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.TestFolders;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/**
 * What a person does: start mongod with the same options, {@code rs.add}, wait for SECONDARY. A
 * perfect person, who types nothing and looks every 25 ms.
 */
final class HandRun {
  private static final Duration UP_WITHIN = Duration.ofSeconds(60);
  private static final Duration SYNCED_WITHIN = Duration.ofMinutes(60);

  private final TestReplicaSet set;
  private final int run;
  private final String cache;

  HandRun(TestReplicaSet set, int run, String cache) {
    this.set = set;
    this.run = run;
    this.cache = cache;
  }

  /** The option of mongod that gives it a cache of this size. */
  static String cache(int megabytes) {
    return String.format(Locale.ROOT, "--wiredTigerCacheSizeGB=%.2f", megabytes / 1024.0);
  }

  /**
   * Times of one run, in seconds.
   *
   * @param total until the new member itself says SECONDARY
   * @param seen until the primary's rs.status() says so
   * @param start the part until mongod answered
   */
  record Times(double total, double seen, double start) {}

  /** Adds a member and takes it out again; its data goes too, and with it the memory it filled. */
  Times measure() {
    Document before = set.configuration();
    TestMongod mongod =
        TestMongod.emptyFor(
            set, "by-hand-" + run, cache, "--setParameter=diagnosticDataCollectionEnabled=true");
    long begin = System.nanoTime();
    try {
      mongod.start();
      await("mongod to answer", UP_WITHIN, () -> answers(mongod));
      double start = seconds(begin);
      SetChange.add(set, mongod.address());
      await("SECONDARY", SYNCED_WITHIN, () -> isSecondary(mongod));
      double total = seconds(begin);
      await("SECONDARY at the primary", UP_WITHIN, () -> stateOf(mongod).equals("SECONDARY"));
      return new Times(total, seconds(begin), start);
    } finally {
      SetChange.restore(set, before);
      mongod.kill();
      TestFolders.delete(set.folder().resolve("by-hand-" + run));
    }
  }

  static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private String stateOf(TestMongod mongod) {
    return set.status().getList("members", Document.class).stream()
        .filter(member -> mongod.address().equals(member.getString("name")))
        .map(member -> member.getString("stateStr"))
        .findFirst()
        .orElse("");
  }

  private static boolean answers(TestMongod mongod) {
    try (DirectAdmin admin = DirectAdmin.to(mongod.address(), Optional.empty())) {
      admin.run("hello");
      return true;
    } catch (MongoException notYet) {
      return false;
    }
  }

  private static boolean isSecondary(TestMongod mongod) {
    try (DirectAdmin admin = DirectAdmin.to(mongod.address(), Optional.empty())) {
      return admin.run("hello").getBoolean("secondary", false);
    } catch (MongoException notYet) {
      return false;
    }
  }

  private static void await(
      String what, Duration atMost, java.util.function.BooleanSupplier condition) {
    if (!Poll.until(atMost, condition)) {
      throw new IllegalStateException("waited in vain for " + what);
    }
  }

  /** Changes of the configuration as rs.add and rs.remove do them. */
  static final class SetChange {
    private SetChange() {}

    static void add(TestReplicaSet set, String address) {
      Document next = new Document(set.configuration());
      List<Document> members = new ArrayList<>(next.getList("members", Document.class));
      int id = members.stream().mapToInt(member -> member.getInteger("_id")).max().orElse(0) + 1;
      members.add(
          new Document("_id", id).append("host", address).append("votes", 0).append("priority", 0));
      next.put("members", members);
      install(set, next);
    }

    /** Goes back to these members. */
    static void restore(TestReplicaSet set, Document wanted) {
      install(set, new Document(wanted));
      set.awaitSteady();
    }

    private static void install(TestReplicaSet set, Document next) {
      next.put("version", set.configuration().getInteger("version") + 1);
      try (DirectAdmin admin = set.admin(set.primary())) {
        admin.run(new Document("replSetReconfig", next).append("maxTimeMS", 60_000));
      }
    }
  }
}
