package dev.offshoot.planner.domain.offered;

/**
 * The agent image that hosts boot with.
 *
 * @param sha256 checksum, hexadecimal
 * @param sizeBytes size
 * @param url where hosts fetch it and enrol: base address of installer-service
 */
public record OfferedAgent(String sha256, long sizeBytes, String url) {}
