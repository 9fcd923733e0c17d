package dev.offshoot.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service can offer; latest per service wins.
 *
 * @param service provisioner-service or installer-service
 * @param announcedAt when
 * @param providers host providers
 * @param artifacts mongod binaries
 * @param agent the agent image
 */
public record CatalogueAnnounced(
    String service,
    Instant announcedAt,
    List<OfferedProvider> providers,
    List<OfferedArtifact> artifacts,
    @Nullable OfferedAgent agent) {

  /** Copies the collections; a missing one reads as empty. */
  public CatalogueAnnounced {
    providers = Ordered.list(providers);
    artifacts = Ordered.list(artifacts);
  }
}
