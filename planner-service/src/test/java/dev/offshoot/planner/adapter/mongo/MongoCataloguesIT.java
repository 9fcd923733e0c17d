package dev.offshoot.planner.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.OfferedArtifact;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MongoCataloguesIT {

  @Test
  void keepsTheLatestAnnouncementOfEveryServiceOverARestart() {
    try (TestReplicaSet store =
        TestReplicaSet.builder().members(MemberSpec.voter()).withoutAuthentication().start()) {
      // Given
      CatalogueAnnounced provisioner = announced("provisioner-service", "6.0.4");
      CatalogueAnnounced latest = announced("installer-service", "6.0.6");
      try (MongoClient client = MongoClients.create(store.connectionString())) {
        MongoCatalogues catalogues = new MongoCatalogues(() -> client.getDatabase("planner"));
        catalogues.keep(announced("installer-service", "6.0.5"));
        catalogues.keep(provisioner);
        catalogues.keep(latest);
      }

      // When
      try (MongoClient client = MongoClients.create(store.connectionString())) {
        List<CatalogueAnnounced> kept =
            new MongoCatalogues(() -> client.getDatabase("planner")).latest();

        // Then
        assertThat(kept).containsExactly(latest, provisioner);
      }
    }
  }

  private static CatalogueAnnounced announced(String service, String version) {
    return new CatalogueAnnounced(
        service,
        Instant.parse("2026-01-01T00:00:00Z"),
        List.of(),
        List.of(new OfferedArtifact(version, "aa", 1, "binary")),
        null);
  }
}
