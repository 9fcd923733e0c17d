package dev.offshoot.state.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step as its user sees it.
 *
 * @param name its name in lower case
 * @param status how far it is
 * @param startedAt when it began; absent before
 * @param finishedAt when it ended; absent before
 * @param detail one line about it
 */
public record ExpansionStep(
    String name,
    StepStatus status,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String detail) {}
