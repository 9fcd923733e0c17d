package dev.offshoot.planner.domain.offered;

/**
 * A mongod that may be installed.
 *
 * @param version such as 6.0.5
 * @param sha256 checksum, hexadecimal
 * @param sizeBytes size
 * @param kind binary or archive
 */
public record OfferedArtifact(String version, String sha256, long sizeBytes, String kind) {}
