package dev.offshoot.agent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which mongod, and where it comes from: installer-service's catalogue, fetched as {@code GET
 * /artifacts/SHA256}, or the host itself.
 *
 * @param version version mongod must report, such as 6.0.5
 * @param sha256 checksum of the file, hexadecimal; empty where none is known
 * @param sizeBytes size of the file; 0 where it is not known
 * @param kind binary (mongod itself) or archive (.tar.gz that holds bin/mongod) of the catalogue;
 *     existing (a binary the host has) or package (the distribution's)
 * @param from existing: the binary's absolute path, absent for mongod on the PATH; package: its
 *     name, or path or https address of its file
 */
public record MongodArtifact(
    String version, String sha256, long sizeBytes, String kind, @Nullable String from) {

  /** Value of {@code kind}: a binary the host has. */
  public static final String EXISTING = "existing";

  /** Value of {@code kind}: the distribution's package. */
  public static final String PACKAGE = "package";

  /** Of the catalogue. */
  public MongodArtifact(String version, String sha256, long sizeBytes, String kind) {
    this(version, sha256, sizeBytes, kind, null);
  }
}
