package dev.offshoot.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.WriteLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * The demo's own check of the outcome: with its own client, reading the new member directly, not
 * through Offshoot.
 */
final class DemoProof {
  private static final Duration CATCH_UP = Duration.ofSeconds(30);
  private static final List<String> OF_EACH_MEMBER = List.of("local", "config");

  // Readable by the servers themselves only; their hashes are compared all the same.
  private static final String INTERNAL = "system.";

  private final DemoSet demo;
  private final SetPicture before;
  private final String address;
  private final List<Finding> findings = new ArrayList<>();

  DemoProof(DemoSet demo, SetPicture before, String address) {
    this.demo = demo;
    this.before = before;
    this.address = address;
  }

  /** Stops the load and checks; never throws for something that does not hold. */
  List<Finding> check(ExpansionView expansion) {
    finding(() -> offshootsOwn(expansion));
    finding(this::writesWhileRunning);
    demo.load().stop();
    finding(this::allWrites);
    finding(this::application);
    finding(this::topology);
    finding(this::elections);
    finding(this::untouched);
    finding(this::caughtUp);
    finding(this::sameData);
    return findings;
  }

  private void finding(Supplier<Finding> check) {
    try {
      findings.add(check.get());
    } catch (MongoException | IllegalStateException | IllegalArgumentException failed) {
      findings.add(new Finding(false, "could not be checked: " + failed));
    }
  }

  private Finding offshootsOwn(ExpansionView expansion) {
    long different = 0;
    long equal = 0;
    List<String> notCompared = new ArrayList<>();
    for (JsonNode proof : expansion.proofs()) {
      for (JsonNode namespace : proof.path("namespaces")) {
        switch (namespace.path("result").asText()) {
          case "EQUAL" -> equal++;
          case "NOT_COMPARED" -> notCompared.add(namespace.path("name").asText());
          default -> different++;
        }
      }
    }
    return new Finding(
        expansion.status().equals("COMPLETED") && equal > 0 && different == 0,
        "Offshoot's proof: %d namespaces digested equal while writes went on, %d different%s"
            .formatted(
                equal,
                different,
                notCompared.isEmpty() ? "" : "; not compared: " + String.join(", ", notCompared)));
  }

  private Finding writesWhileRunning() {
    Map<Long, Integer> missing = demo.load().missingOn(direct(), CATCH_UP);
    return new Finding(
        missing.isEmpty(),
        "with the load running: %d acknowledged writes missing on the new member"
            .formatted(missing.size()));
  }

  private Finding allWrites() {
    Map<Long, Integer> missing = demo.load().missingOn(direct(), CATCH_UP);
    return new Finding(
        missing.isEmpty() && demo.load().ledger().size() > 0,
        "every acknowledged write is on the new member: %s documents in the ledger, %d missing"
            .formatted(Amounts.count(demo.load().ledger().size()), missing.size()));
  }

  private Finding application() {
    WriteLoad.Seen seen = demo.load().seen();
    return new Finding(
        seen.errors() == 0,
        "the application: %s majority writes acknowledged, %d errors, longest pause %s"
            .formatted(
                Amounts.count(seen.acknowledged()),
                seen.errors(),
                Amounts.duration(seen.longestGap())));
  }

  private Finding topology() {
    SetPicture now = demo.picture();
    return new Finding(
        now.members().size() == before.members().size() + 1
            && "SECONDARY".equals(now.states().get(address)),
        "%d members before, %d now; %s is %s"
            .formatted(
                before.members().size(),
                now.members().size(),
                address,
                now.states().getOrDefault(address, "not there")));
  }

  private Finding elections() {
    return new Finding(
        demo.picture().elections().equals(before.elections()),
        "no election happened; %s stayed primary".formatted(before.elections().primary()));
  }

  private Finding untouched() {
    return new Finding(
        demo.picture().withoutMember(address).equals(before.withoutMember(address)),
        "every other field of the configuration is as it was");
  }

  private Finding caughtUp() {
    boolean level = Poll.until(CATCH_UP, this::isLevel);
    return new Finding(level, "the new member has applied all of the primary's oplog");
  }

  private boolean isLevel() {
    Object primary = null;
    Object added = null;
    for (Document member : demo.set().status().getList("members", Document.class)) {
      Object applied = member.get("optime", Document.class).get("ts");
      primary = "PRIMARY".equals(member.getString("stateStr")) ? applied : primary;
      added = address.equals(member.getString("name")) ? applied : added;
    }
    return primary != null && primary.equals(added);
  }

  private Finding sameData() {
    String primary = demo.set().directConnectionString(demo.set().primary());
    Map<String, String> expected = content(primary);
    Map<String, String> found = content(direct());
    long documents =
        expected.values().stream().mapToLong(each -> Long.parseLong(each.split(" ")[0])).sum();
    return new Finding(
        expected.equals(found) && !expected.isEmpty(),
        "dbHash and counts of %d collections (%s documents) are the same on primary and new member"
            .formatted(expected.size(), Amounts.count(documents)));
  }

  // Count and hash by namespace; `local` and `config` are each member's own.
  private static Map<String, String> content(String connectionString) {
    Map<String, String> content = new TreeMap<>();
    try (MongoClient client = MongoClients.create(connectionString)) {
      for (String database : client.listDatabaseNames()) {
        if (OF_EACH_MEMBER.contains(database)) {
          continue;
        }
        Document hashes =
            client
                .getDatabase(database)
                .runCommand(new Document("dbHash", 1))
                .get("collections", Document.class);
        for (Map.Entry<String, Object> hash : hashes.entrySet()) {
          long count =
              hash.getKey().startsWith(INTERNAL)
                  ? 0
                  : client.getDatabase(database).getCollection(hash.getKey()).countDocuments();
          content.put(database + "." + hash.getKey(), count + " " + hash.getValue());
        }
      }
    }
    return content;
  }

  private String direct() {
    return demo.set().directConnectionString(address);
  }
}
