package dev.offshoot.provisioner.domain;

/**
 * A size of host.
 *
 * @param name its name
 * @param cpus processors
 * @param memoryBytes memory a host of it may use
 * @param diskBytes disk for it
 */
public record HostShape(String name, double cpus, long memoryBytes, long diskBytes) {}
