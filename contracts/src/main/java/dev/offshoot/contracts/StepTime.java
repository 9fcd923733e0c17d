package dev.offshoot.contracts;

import java.time.Instant;

/**
 * Time one step took.
 *
 * @param step its name: synchronize, verify, promote; or copy, the part of synchronize from the
 *     first reconfig until the new members are secondaries
 * @param startedAt when it began
 * @param finishedAt when it ended
 */
public record StepTime(String step, Instant startedAt, Instant finishedAt) {}
