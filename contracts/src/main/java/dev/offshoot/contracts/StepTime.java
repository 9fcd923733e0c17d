package dev.offshoot.contracts;

import java.time.Instant;

/**
 * Time one step took.
 *
 * @param step its name
 * @param startedAt when it began
 * @param finishedAt when it ended
 */
public record StepTime(String step, Instant startedAt, Instant finishedAt) {}
