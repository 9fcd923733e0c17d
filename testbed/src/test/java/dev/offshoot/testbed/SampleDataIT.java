package dev.offshoot.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import dev.offshoot.testbed.SampleData.Loaded;
import dev.offshoot.testbed.WriteLoad.Seen;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleDataIT {
  private static final int MEGABYTES = Integer.getInteger("sample.megabytes", 40);
  private TestReplicaSet set;

  @BeforeAll
  void start() {
    set = TestReplicaSet.builder().start();
  }

  @AfterAll
  void stop() {
    set.close();
  }

  @Test
  void everyAcknowledgedWriteIsOnEveryMemberAlsoWhenOneIsKilled() {
    try (WriteLoad load = WriteLoad.start(set.connectionString(), 200);
        MongoClient client = MongoClients.create(set.connectionString())) {
      // Given
      Loaded loaded = new SampleData(7).load(set.connectionString(), MEGABYTES);
      System.out.printf(
          "sample data: %d documents, %.0f MiB/s%n", loaded.documents(), loaded.rate());
      assertThat(client.getDatabase("shop").getCollection("orders").countDocuments()).isPositive();
      assertThat(client.getDatabase("mixed").getCollection("identifiers").countDocuments())
          .isEqualTo(2004);

      // When
      TestMongod secondary =
          set.members().stream()
              .filter(member -> member != set.primary())
              .findFirst()
              .orElseThrow();
      secondary.kill();
      secondary.start();
      set.awaitSteady();
      load.stop();

      // Then
      Seen seen = load.seen();
      System.out.println("write load: " + seen);
      assertThat(seen.acknowledged()).isPositive();
      assertThat(load.ledger().size()).isPositive();
      for (TestMongod member : set.members()) {
        assertThat(load.missingOn(set.directConnectionString(member), Duration.ofMinutes(1)))
            .isEmpty();
      }
    }
  }

  @Test
  void aMissingAndAChangedWriteAreBothFound() {
    try (WriteLoad load = WriteLoad.start(set.connectionString(), 200);
        MongoClient client = MongoClients.create(set.connectionString())) {
      // Given
      assertThat(
              dev.offshoot.embedded.Poll.until(
                  Duration.ofMinutes(1), () -> load.ledger().size() > 20))
          .isTrue();
      load.stop();
      var collection = client.getDatabase("payments").getCollection("ledger");

      List<Long> some = load.ledger().snapshot().keySet().stream().limit(2).toList();

      // When
      collection.deleteOne(Filters.eq("_id", some.get(0)));
      collection.updateOne(
          Filters.eq("_id", some.get(1)), new Document("$set", new Document("check", "other")));

      // Then
      assertThat(load.missingOn(set.directConnectionString(set.primary()), Duration.ZERO))
          .containsOnlyKeys(some.get(0), some.get(1));
    }
  }
}
