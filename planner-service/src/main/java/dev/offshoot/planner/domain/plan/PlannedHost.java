package dev.offshoot.planner.domain.plan;

import org.jspecify.annotations.Nullable;

/**
 * The host request of one member.
 *
 * @param requestId UUID, deterministic
 * @param provider who makes it
 * @param shape which size
 * @param site where
 * @param cpus processors
 * @param memoryBytes memory
 * @param diskBytes disk
 */
public record PlannedHost(
    String requestId,
    String provider,
    String shape,
    @Nullable String site,
    double cpus,
    long memoryBytes,
    long diskBytes) {}
