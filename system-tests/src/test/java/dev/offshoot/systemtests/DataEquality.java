package dev.offshoot.systemtests;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** The server's own digests of all data, compared between two members while nobody writes. */
final class DataEquality {
  private DataEquality() {}

  /** Collections whose digests differ after the time to catch up; empty when all data is equal. */
  static Map<String, String> differences(TestReplicaSet set, String one, String other) {
    Map<String, String> differences = new TreeMap<>();
    Poll.until(
        Duration.ofSeconds(15),
        () -> {
          differences.clear();
          differences.putAll(compare(digests(set, one), digests(set, other)));
          return differences.isEmpty();
        });
    return differences;
  }

  private static Map<String, String> compare(Map<String, String> one, Map<String, String> other) {
    Map<String, String> differences = new TreeMap<>();
    one.forEach(
        (name, digest) -> {
          if (!digest.equals(other.get(name))) {
            differences.put(name, digest + " and " + other.get(name));
          }
        });
    other.keySet().stream()
        .filter(name -> !one.containsKey(name))
        .forEach(name -> differences.put(name, "only on the second"));
    return differences;
  }

  /** Digest of each collection, with its UUID. */
  static Map<String, String> digests(TestReplicaSet set, String address) {
    Map<String, String> digests = new TreeMap<>();
    try (MongoClient client = MongoClients.create(set.directConnectionString(address))) {
      for (String database : client.listDatabaseNames()) {
        if (database.equals("local")) {
          continue;
        }
        Document answer = client.getDatabase(database).runCommand(new Document("dbHash", 1));
        Document uuids = answer.get("uuids", new Document());
        answer
            .get("collections", Document.class)
            .forEach(
                (name, digest) ->
                    digests.put(database + "." + name, digest + " " + uuids.get(name)));
      }
    }
    return digests;
  }
}
