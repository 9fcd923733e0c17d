package dev.offshoot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class EmbeddedStoreIT {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(20);

  private final Path dataDir;
  private EmbeddedStore store;

  EmbeddedStoreIT(@TempDir Path dataDir) {
    this.dataDir = dataDir;
  }

  @BeforeEach
  void start() {
    store = new EmbeddedStore(dataDir, Tools.find());
    long begin = System.nanoTime();
    store.start();
    store.awaitReady(READY);
    System.out.printf("Store, first start: ready in %.1f s%n", (System.nanoTime() - begin) / 1e9);
  }

  @AfterEach
  void stop() {
    store.stop();
  }

  @Test
  void keepsAcknowledgedWritesOverKillAndRestart() {
    // Given
    String uri = store.connectionString();
    try (MongoClient client = MongoClients.create(uri)) {
      Mono.from(collection(client).insertOne(new Document("_id", "kept"))).block(CALL);
    }

    // When
    store.process().kill();
    store.start();
    store.awaitReady(READY);

    // Then
    assertThat(store.connectionString()).isEqualTo(uri);
    try (MongoClient client = MongoClients.create(uri)) {
      assertThat(Mono.from(collection(client).find().first()).block(CALL))
          .containsEntry("_id", "kept");
    }
  }

  @Test
  void refusesWhoeverDoesNotKnowThePassword() {
    try (MongoClient client = MongoClients.create(store.redactedConnectionString())) {
      assertThatThrownBy(() -> Mono.from(collection(client).find().first()).block(CALL))
          .isInstanceOf(MongoException.class);
    }
  }

  @Test
  void keepsThePasswordOutOfArgumentsAndOtherUsersSight() throws Exception {
    // Given
    String password = PrivateFiles.read(store.passwordFile());
    long pid = store.process().pid().orElseThrow();

    // Then
    assertThat(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")))
        .doesNotContain(password);
    assertThat(Files.getPosixFilePermissions(store.passwordFile()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(store.redactedConnectionString()).doesNotContain(password);
    assertThat(Files.readString(dataDir.resolve("logs/store.log"))).doesNotContain(password);
  }

  private static MongoCollection<Document> collection(MongoClient client) {
    return client
        .getDatabase("sample")
        .getCollection("writes")
        .withWriteConcern(WriteConcern.MAJORITY);
  }
}
