package dev.offshoot.provisioner.domain;

import org.jspecify.annotations.Nullable;

/**
 * A machine that joined.
 *
 * @param id its id
 * @param address HOST:PORT a member on it will have
 * @param site where it stands
 * @param cpus processors
 * @param memoryBytes memory
 * @param diskBytes disk free for a member
 */
public record Machine(
    String id,
    String address,
    @Nullable String site,
    double cpus,
    long memoryBytes,
    long diskBytes) {}
