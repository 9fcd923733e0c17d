package dev.offshoot.agent;

import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.bson.Document;

/** A host's mongod as the second member of a set of one. */
final class LastingMember {

  private LastingMember() {}

  /** The very files that the first synchronization made. */
  static Object data(Path folder) throws IOException {
    Path file = folder.resolve("mongod/data/WiredTiger");
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return List.of(attributes.fileKey(), attributes.lastModifiedTime());
  }

  static void add(TestReplicaSet set, String address) {
    Document configuration = set.configuration();
    Document first = configuration.getList("members", Document.class).getFirst();
    Document added =
        new Document("_id", 1)
            .append("host", address)
            .append("votes", 0)
            .append("priority", 0)
            .append("hidden", true);
    configuration.put("members", List.of(first, added));
    configuration.put("version", configuration.getInteger("version") + 1);
    try (var admin = set.admin(set.primary())) {
      admin.run(new Document("replSetReconfig", configuration));
    }
  }

  static void awaitSecondary(String address) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              try (var admin = DirectAdmin.to(address, Optional.empty())) {
                return admin.run("hello").getBoolean("secondary", false);
              }
            });
  }
}
