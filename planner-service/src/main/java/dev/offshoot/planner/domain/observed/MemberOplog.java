package dev.offshoot.planner.domain.observed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The oplog of a member.
 *
 * @param maxBytes size limit
 * @param usedBytes bytes used
 * @param firstAt oldest entry
 * @param lastAt newest entry
 * @param bytesPerSecond recent write rate into the oplog
 * @param peakBytesPerSecond highest rate seen
 */
public record MemberOplog(
    long maxBytes,
    long usedBytes,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    long bytesPerSecond,
    long peakBytesPerSecond) {}
