package dev.offshoot.provisioner.domain;

/**
 * A host a provider holds.
 *
 * @param id the host request it answers
 * @param address HOST:PORT it was asked for
 * @param reference the provider's own name of it, such as a directory
 */
public record Host(String id, String address, String reference) {}
