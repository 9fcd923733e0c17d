package dev.offshoot.installer.adapter.worker;

import dev.offshoot.contracts.OfferedArtifact;
import dev.offshoot.installer.adapter.file.ArtifactFiles;
import dev.offshoot.installer.adapter.file.MongodVersion;
import dev.offshoot.installer.adapter.mongo.ArtifactRecords;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The mongod binaries that can be offered: recorded, and with their file on this disk. */
@Singleton
public class OwnArtifacts {

  private final ArtifactFiles files;
  private final ArtifactRecords records;

  /** Wired by CDI. */
  public OwnArtifacts(ArtifactFiles files, ArtifactRecords records) {
    this.files = files;
    this.records = records;
  }

  /** Takes in a mongod of this machine, unless it is here already. */
  void register(Path mongod) throws IOException {
    String sha256 = ArtifactFiles.checksum(mongod);
    if (files.find(sha256).isPresent() && records.find(sha256).isPresent()) {
      return;
    }
    String version = MongodVersion.of(mongod);
    try (InputStream content = Files.newInputStream(mongod)) {
      if (files.receive(content, version) instanceof ArtifactFiles.Received.Kept(var artifact)) {
        records.keep(artifact);
      }
    }
  }

  /** All of them, by version and checksum. */
  List<OfferedArtifact> offered() {
    return records.list().stream()
        .filter(artifact -> files.find(artifact.sha256()).isPresent())
        .toList();
  }
}
