package dev.offshoot.planner.domain.offered;

import dev.offshoot.planner.domain.Ordered;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all services announced together.
 *
 * @param providers host providers
 * @param artifacts mongod binaries
 * @param agent the agent image
 * @param missing services that announced nothing yet
 */
public record Catalogue(
    List<OfferedProvider> providers,
    List<OfferedArtifact> artifacts,
    @Nullable OfferedAgent agent,
    List<String> missing) {

  /** Announces providers. */
  public static final String PROVISIONER = "provisioner-service";

  /** Announces artifacts and the agent. */
  public static final String INSTALLER = "installer-service";

  /** Copies the collections; a missing one reads as empty. */
  public Catalogue {
    providers = Ordered.list(providers);
    artifacts = Ordered.list(artifacts);
    missing = Ordered.list(missing);
  }

  /** The provider with this name. */
  public Optional<OfferedProvider> provider(String name) {
    return providers.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** The first announced mongod of exactly this version. */
  public Optional<OfferedArtifact> mongod(String version) {
    return artifacts.stream().filter(a -> a.version().equals(version)).findFirst();
  }
}
