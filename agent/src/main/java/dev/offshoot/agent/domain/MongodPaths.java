package dev.offshoot.agent.domain;

import org.jspecify.annotations.Nullable;

/**
 * The paths mongod.conf names.
 *
 * @param data dbPath
 * @param log log file
 * @param keyfile keyfile; absent when the set has no access control
 */
public record MongodPaths(String data, String log, @Nullable String keyfile) {}
