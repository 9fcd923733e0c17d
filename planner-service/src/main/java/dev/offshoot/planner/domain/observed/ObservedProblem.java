package dev.offshoot.planner.domain.observed;

import org.jspecify.annotations.Nullable;

/**
 * Something that could not be read.
 *
 * @param code UNREACHABLE, NOT_AUTHORIZED, NOT_A_REPLICA_SET, SHARDED_CLUSTER, TLS_NOT_SUPPORTED,
 *     X509_NOT_SUPPORTED, …
 * @param address HOST:PORT concerned
 * @param detail what happened
 */
public record ObservedProblem(String code, @Nullable String address, String detail) {}
