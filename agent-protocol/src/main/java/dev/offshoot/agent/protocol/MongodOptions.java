package dev.offshoot.agent.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How mongod is configured, as planned.
 *
 * @param storageEngine wiredTiger
 * @param directoryPerDb as the set
 * @param directoryForIndexes as the set
 * @param blockCompressor as the set; absent for mongod's default
 * @param oplogSizeMb oplog size in MB
 * @param cacheSizeGb WiredTiger cache in GB
 * @param initialSyncSourceReadPreference only until the synchronization is over
 * @param initialSyncTransientErrorRetryPeriodSeconds only until the synchronization is over
 * @param setParameters further parameters, as the set
 */
public record MongodOptions(
    String storageEngine,
    boolean directoryPerDb,
    boolean directoryForIndexes,
    @Nullable String blockCompressor,
    long oplogSizeMb,
    double cacheSizeGb,
    @Nullable String initialSyncSourceReadPreference,
    @Nullable Long initialSyncTransientErrorRetryPeriodSeconds,
    Map<String, String> setParameters) {

  /** Copies the parameters in their order; absent ones read as none. */
  public MongodOptions {
    setParameters =
        setParameters == null
            ? Collections.emptyMap()
            : Collections.unmodifiableMap(new LinkedHashMap<>(setParameters));
  }
}
