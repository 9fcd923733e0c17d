package dev.offshoot.state.domain;

import java.time.Instant;

/**
 * When a step ran, as the stage that took it measured.
 *
 * @param step its name
 * @param startedAt when it began
 * @param finishedAt when it ended
 */
public record StepSpan(StepName step, Instant startedAt, Instant finishedAt) {}
