package dev.offshoot.agent.protocol;

/**
 * A mongod from installer-service's catalogue, fetched as {@code GET /artifacts/SHA256}.
 *
 * @param version version mongod must report, such as 6.0.5
 * @param sha256 checksum of the file, hexadecimal
 * @param sizeBytes size of the file
 * @param kind binary (mongod itself) or archive (.tar.gz that holds bin/mongod)
 */
public record MongodArtifact(String version, String sha256, long sizeBytes, String kind) {}
