package dev.offshoot.planner.domain.requested;

import org.jspecify.annotations.Nullable;

/**
 * Wishes for the host; what is absent gets a default.
 *
 * @param provider local, later aws or pool
 * @param shape a shape of the provider's catalogue
 * @param site the site the host shall stand in
 * @param address HOST or HOST:PORT the member shall be configured with
 */
public record RequestedHost(
    @Nullable String provider,
    @Nullable String shape,
    @Nullable String site,
    @Nullable String address) {}
