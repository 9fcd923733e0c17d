package dev.offshoot.agent.adapter.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Opens a file of installer-service's catalogue as a stream. */
@FunctionalInterface
public interface ArtifactFetch {

  /**
   * The content, or empty when there is no such artifact.
   *
   * @throws IOException when it could not be had now
   */
  Optional<InputStream> open(String sha256) throws IOException;
}
