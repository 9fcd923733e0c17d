package dev.offshoot.planner.domain.offered;

/**
 * A size of host.
 *
 * @param name its name
 * @param cpus processors
 * @param memoryBytes memory a host of it may use
 * @param diskBytes disk free for it
 */
public record OfferedShape(String name, double cpus, long memoryBytes, long diskBytes) {}
