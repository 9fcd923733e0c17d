package dev.offshoot.planner.domain.offered;

import org.jspecify.annotations.Nullable;

/**
 * Where a machine is that waits to be claimed.
 *
 * @param address HOST:PORT a member on it will have
 * @param site where it stands
 */
public record OfferedMachine(String address, @Nullable String site) {}
