package dev.offshoot.installer.adapter.file;

import java.nio.file.Path;

/**
 * The image hosts boot with.
 *
 * @param file where it is
 * @param sha256 checksum, hexadecimal
 * @param sizeBytes size
 */
public record AgentImage(Path file, String sha256, long sizeBytes) {}
