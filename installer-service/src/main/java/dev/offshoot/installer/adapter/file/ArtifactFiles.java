package dev.offshoot.installer.adapter.file;

import dev.offshoot.contracts.OfferedArtifact;
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
import java.util.regex.Pattern;

/** The folder of artifacts. */
public final class ArtifactFiles {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int BUFFER = 1 << 17;
  private static final int MAGIC = 4;

  private final Path folder;

  /** Keeps the files in this folder. */
  public ArtifactFiles(Path folder) throws IOException {
    this.folder =
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** What was received. */
  public sealed interface Received {
    /** It is kept. */
    record Kept(OfferedArtifact artifact) implements Received {}

    /** It is no program and no archive of one. */
    record NotAMongod() implements Received {}
  }

  /** Streams it to its place; what is not whole leaves nothing. */
  public Received receive(InputStream content, String version) throws IOException {
    Path fresh = Files.createTempFile(folder, ".received", "");
    try {
      MessageDigest digest = sha256();
      try (InputStream in = new DigestInputStream(content, digest);
          OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), BUFFER)) {
        in.transferTo(out);
      }
      Optional<String> kind = kind(fresh);
      if (kind.isEmpty()) {
        return new Received.NotAMongod();
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      long size = Files.size(fresh);
      Files.move(
          fresh,
          folder.resolve(sha256),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return new Received.Kept(new OfferedArtifact(version, sha256, size, kind.get()));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** The file with this checksum. */
  public Optional<Path> find(String sha256) {
    return SHA256.matcher(sha256).matches()
        ? Optional.of(folder.resolve(sha256)).filter(Files::isRegularFile)
        : Optional.empty();
  }

  /** Deletes it; an agent that is reading it reads on. */
  public void delete(String sha256) throws IOException {
    Optional<Path> file = find(sha256);
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }

  /** SHA-256 of a file, hexadecimal. */
  public static String checksum(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** An ELF program, or a gzip archive, by its first bytes. */
  private static Optional<String> kind(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String magic = HexFormat.of().formatHex(in.readNBytes(MAGIC));
      if (magic.equals("7f454c46")) {
        return Optional.of("binary");
      }
      return magic.startsWith("1f8b") ? Optional.of("archive") : Optional.empty();
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
