package dev.offshoot.contracts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a copy or a comparison is.
 *
 * @param bytesDone bytes so far
 * @param bytesTotal bytes expected
 * @param bytesPerSecond rate over the last looks
 * @param remaining time left; absent while unknown
 * @param oplogWindow window of the sync source
 */
public record CopyProgress(
    long bytesDone,
    long bytesTotal,
    long bytesPerSecond,
    @Nullable Duration remaining,
    @Nullable Duration oplogWindow) {}
