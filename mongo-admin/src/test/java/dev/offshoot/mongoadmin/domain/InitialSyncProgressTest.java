package dev.offshoot.mongoadmin.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class InitialSyncProgressTest {

  @Test
  void bytesAttemptsAndDatabasesAreRead() {
    // Given
    ReplicaSetStatus status =
        new ReplicaSetStatus(
            BsonDocument.parse(
                """
                {"myState": 5, "initialSyncStatus": {"failedInitialSyncAttempts": 1,
                 "maxFailedInitialSyncAttempts": 10, "approxTotalDataSize": 1000,
                 "approxTotalBytesCopied": {"$numberLong": "250"},
                 "remainingInitialSyncEstimatedMillis": 3000,
                 "initialSyncAttempts": [{"status": "HostUnreachable: gone"}],
                 "databases": {"databasesCloned": 1,
                   "shop": {"collections": 2, "clonedCollections": 1,
                     "shop.orders": {"documentsToCopy": 10, "documentsCopied": 4, "indexes": 2},
                     "shop.a.b": {"documentsToCopy": 5, "documentsCopied": 5, "indexes": 1}}}}}
                """));

    // When
    InitialSyncProgress progress = status.initialSync().orElseThrow();

    // Then
    assertThat(progress.bytesCopied()).isEqualTo(250);
    assertThat(progress.bytesTotal()).isEqualTo(1000);
    assertThat(progress.failedAttempts()).isEqualTo(1);
    assertThat(progress.remaining()).contains(Duration.ofSeconds(3));
    assertThat(progress.failures()).containsExactly("HostUnreachable: gone");
    assertThat(progress.databases())
        .containsExactly(new InitialSyncProgress.DatabaseProgress("shop", 2, 1, 15, 9));
  }

  @Test
  void absenceIsNoFailure() {
    assertThat(new ReplicaSetStatus(BsonDocument.parse("{myState: 2}")).initialSync()).isEmpty();
  }
}
