package dev.offshoot.state.app;

import org.jspecify.annotations.Nullable;

/**
 * A machine that is offered.
 *
 * @param address HOST:PORT a member on it will have
 * @param site where it stands
 */
public record HostBody(@Nullable String address, @Nullable String site) {}
