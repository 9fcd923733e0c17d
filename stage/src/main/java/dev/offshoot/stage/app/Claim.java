package dev.offshoot.stage.app;

import java.time.Instant;

/**
 * A worker's hold on an expansion.
 *
 * @param expansionId the expansion
 * @param owner the worker
 * @param epoch the epoch it claimed; every store compares it
 * @param until when the lease ends, by the worker's own clock read before it asked
 */
public record Claim(String expansionId, String owner, long epoch, Instant until) {}
