package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.MongodHome.Fetched;
import dev.offshoot.agent.protocol.MongodArtifact;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mongod of the catalogue: streamed to a file beside it, checked, unpacked, and only then moved
 * in.
 */
final class MongodBinary implements MongodSource {

  private static final int BUFFER = 1 << 17;

  private final Path binary;
  private final Path installed;
  private final ArtifactFetch fetch;

  MongodBinary(Path folder, ArtifactFetch fetch) {
    this.binary = folder.resolve("mongod");
    this.installed = folder.resolve("mongod.sha256");
    this.fetch = fetch;
  }

  @Override
  public boolean holds(MongodArtifact artifact) {
    try {
      return Files.exists(binary)
          && Files.exists(installed)
          && Files.readString(installed).strip().equals(artifact.sha256());
    } catch (IOException unreadable) {
      return false;
    }
  }

  @Override
  public Fetched install(MongodArtifact artifact) {
    Path received = binary.resolveSibling("mongod.received");
    try (InputStream content = open(artifact)) {
      if (content == null) {
        return new Fetched.NotNow("installer-service does not have it");
      }
      String actual = receive(content, received);
      if (!actual.equals(artifact.sha256())) {
        return new Fetched.WrongChecksum(actual);
      }
      return place(artifact, received);
    } catch (IOException e) {
      return new Fetched.NotNow(String.valueOf(e.getMessage()));
    } finally {
      delete(received);
    }
  }

  private @Nullable InputStream open(MongodArtifact artifact) throws IOException {
    Optional<InputStream> content = fetch.open(artifact.sha256());
    return content.orElse(null);
  }

  private static String receive(InputStream content, Path received) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(content, digest);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(received), BUFFER)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private Fetched place(MongodArtifact artifact, Path received) throws IOException {
    Path ready = received;
    if (artifact.kind().equals("archive")) {
      Optional<Path> unpacked =
          Archive.extractMongod(received, binary.resolveSibling("mongod.unpacked"));
      if (unpacked.isEmpty()) {
        return new Fetched.Unusable("the archive holds no bin/mongod");
      }
      ready = unpacked.get();
    }
    Files.setPosixFilePermissions(ready, PosixFilePermissions.fromString("rwx------"));
    String problem = MongodVersion.of(ready).problem();
    if (!problem.isEmpty()) {
      delete(ready);
      return new Fetched.Unusable(problem);
    }
    Files.move(ready, binary, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.write(installed, artifact.sha256(), PrivateFiles.OWNER);
    return new Fetched.Installed();
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException left) {
      // The next try overwrites it, and it lies in a recorded folder.
      return;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
