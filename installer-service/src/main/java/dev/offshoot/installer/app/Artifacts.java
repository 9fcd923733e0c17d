package dev.offshoot.installer.app;

import dev.offshoot.contracts.OfferedArtifact;
import java.util.List;

/** The catalogue of mongod binaries. */
public interface Artifacts {

  /** All of them, by version and checksum. */
  List<OfferedArtifact> list();
}
