package dev.offshoot.planner.domain.requested;

import org.jspecify.annotations.Nullable;

/**
 * Where the mongod of a new host comes from; its version is always the one that the members run.
 *
 * @param kind archive (from the catalogue, by checksum), existing (a binary the host has) or
 *     package (the distribution's)
 * @param from existing: the binary's absolute path, absent for mongod on the agent's PATH; package:
 *     its name in the repository the host is configured with, or path or https address of a .deb
 *     file; absent for mongodb-org-server
 * @param sha256 checksum of the .deb file, hexadecimal
 */
public record RequestedInstall(
    @Nullable String kind, @Nullable String from, @Nullable String sha256) {

  /** Value of {@code kind}: what is done without a wish. */
  public static final String ARCHIVE = "archive";

  /** Value of {@code kind}. */
  public static final String EXISTING = "existing";

  /** Value of {@code kind}. */
  public static final String PACKAGE = "package";

  /** Whether it is the catalogue's. */
  public boolean isArchive() {
    return kind == null || kind.equals(ARCHIVE);
  }
}
