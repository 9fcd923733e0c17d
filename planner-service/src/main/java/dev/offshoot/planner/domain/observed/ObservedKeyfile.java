package dev.offshoot.planner.domain.observed;

import org.jspecify.annotations.Nullable;

/**
 * Whether the keyfile opens the set.
 *
 * @param required whether members use keyfile authentication
 * @param named whether the deployment names a keyfile secret
 * @param accepted whether a member accepted it
 * @param detail what went wrong
 */
public record ObservedKeyfile(
    boolean required, boolean named, boolean accepted, @Nullable String detail) {}
