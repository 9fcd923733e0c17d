package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.embedded.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The watch for secrets finds one that was planted, in every place where it says it looks. */
@ExtendWith(SharedOffshoot.class)
class SecretWatchST {

  private final RunningOffshoot offshoot;
  private final String secret = "planted-" + UUID.randomUUID();
  private final SecretWatch watch;

  SecretWatchST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
    this.watch = new SecretWatch(offshoot);
  }

  @BeforeEach
  void nothingLeaksBefore() {
    watch.know("planted", secret);
    assertThat(watch.leaks()).isEmpty();
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  @Test
  void inAnEvent() {
    String kafka = offshoot.status().path("kafka").path("bootstrapServers").asText();
    try (ForeignProducer producer = new ForeignProducer(kafka)) {
      producer.send("x", "{\"" + secret + "\": 1}", Map.of("ce_type", "another"));
    }

    found("event on ");
  }

  @Test
  void inAProcessArgument() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "sleep 20; true", secret).start();
    try {
      found("process arguments");
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void inTheStore() {
    String store = new EmbeddedStore(offshoot.dataDir(), Tools.find()).connectionString();
    try (MongoClient client = MongoClients.create(store)) {
      MongoCollection<Document> planted =
          client.getDatabase("planner-service").getCollection("planted");
      planted.insertOne(new Document("deep", new Document("down", "in " + secret)));

      found("store planner-service.planted");

      planted.drop();
    }
  }

  @Test
  void inALogThatOnlyItsOwnerReads() throws IOException {
    inAFile("logs/planted.log", "rw-------", "log ");
  }

  @Test
  void inTheUserDataOfAHost() throws IOException {
    inAFile("planted/user-data", "rw-------", "user-data ");
  }

  @Test
  void inAFileThatOthersMayRead() throws IOException {
    inAFile("planted/etc/mongod.conf", "rw-r--r--", "readable file ");
    inAFile("planted/etc/group", "rw-r-----", "readable file ");
  }

  @Test
  void aSecretsFileThatOthersMayReadWhateverIsInIt() throws IOException {
    Path file = offshoot.dataDir().resolve("secrets/planted");
    Files.writeString(file, "something else");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try {
      assertThat(watch.leaks()).containsExactly("mode of " + file);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void notInAFileOfModeSixHundred() throws IOException {
    Path file = PrivateFiles.folder(offshoot.dataDir().resolve("planted")).resolve("keyfile");
    PrivateFiles.write(file, secret);
    try {
      assertThat(watch.leaks()).isEmpty();
    } finally {
      Files.delete(file);
    }
  }

  private void inAFile(String name, String mode, String where) throws IOException {
    Path file = offshoot.dataDir().resolve(name);
    PrivateFiles.folder(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, "something before " + secret);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    try {
      found(where);
    } finally {
      Files.delete(file);
    }
  }

  private void found(String where) {
    assertThat(Poll.until(Duration.ofSeconds(60), () -> !watch.leaks().isEmpty())).isTrue();
    assertThat(watch.leaks())
        .isNotEmpty()
        .allMatch(leak -> leak.startsWith("planted in " + where), "planted in " + where);
  }
}
