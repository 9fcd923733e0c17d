package dev.offshoot.state.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.Tools;
import dev.offshoot.state.app.HeldHost;
import dev.offshoot.state.app.HostRemoval;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a write that comes late does to what was written since: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoHostRegisterIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final HostRemoval REFUSED = new HostRemoval(HostRemoval.State.REFUSED, null);

  @TempDir static Path dataDir;

  private EmbeddedStore mongo;
  private MongoClient client;

  @BeforeAll
  void startStore() {
    mongo = new EmbeddedStore(dataDir, Tools.find());
    mongo.start();
    mongo.awaitReady(DEADLINE);
    client = MongoClients.create(mongo.connectionString());
  }

  @AfterAll
  void stopStore() {
    client.close();
    mongo.stop();
  }

  @Test
  void aLateWriteNeitherTakesAHostAwayNorBringsItBack() {
    // Given
    MongoHostRegister register = new MongoHostRegister(client.getDatabase("late-holds"));
    HeldHost host = host("h-1");

    // When
    register.hold("e-1", 1, List.of());
    register.hold("e-1", 3, List.of(host));
    register.hold("e-1", 2, List.of());

    // Then
    assertThat(register.all()).containsExactly(host);

    // When
    register.hold("e-1", 3, List.of(host));
    register.hold("e-1", 5, List.of());
    register.hold("e-1", 4, List.of(host));

    // Then
    assertThat(register.all()).isEmpty();
  }

  @Test
  void aRemovalThatWasRefusedIsNotShownUnderWayByALateWriteAndGoneIsForEver() {
    // Given
    MongoHostRegister register = new MongoHostRegister(client.getDatabase("late-removals"));
    HeldHost host = host("h-2");
    register.hold("e-2", 1, List.of(host));

    // When
    register.removing("h-2", 1, HostRemoval.STARTED);
    register.removing("h-2", 4, REFUSED);
    register.removing("h-2", 2, HostRemoval.STARTED);

    // Then
    assertThat(register.all()).containsExactly(host.beingRemoved(REFUSED));

    // When
    register.gone("h-2");
    register.removing("h-2", 9, HostRemoval.STARTED);

    // Then
    assertThat(register.all()).isEmpty();
  }

  private static HeldHost host(String id) {
    return new HeldHost(
        id,
        "local",
        null,
        "h:4",
        "/hosts/" + id,
        "e",
        "orders",
        new HeldHost.CarriedMember(3, "h:4"),
        Instant.parse("2026-01-01T00:00:00Z"),
        null,
        null);
  }
}
