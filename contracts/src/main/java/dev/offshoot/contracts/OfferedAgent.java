package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * The agent image that hosts boot with.
 *
 * @param sha256 checksum, hexadecimal
 * @param sizeBytes size
 * @param url where hosts fetch it and enrol: base address of installer-service
 * @param authorities CA certificates by which hosts know installer-service, PEM
 */
public record OfferedAgent(
    String sha256, long sizeBytes, String url, @Nullable String authorities) {}
