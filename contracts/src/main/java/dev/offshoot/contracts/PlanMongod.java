package dev.offshoot.contracts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How mongod is configured.
 *
 * @param storageEngine wiredTiger
 * @param directoryPerDb as the set
 * @param directoryForIndexes as the set
 * @param blockCompressor as the set
 * @param oplogSizeMb oplog size
 * @param cacheSizeGb WiredTiger cache
 * @param keyfile keyfile authentication
 * @param initialSyncSourceReadPreference only for the synchronization
 * @param initialSyncTransientErrorRetryPeriodSeconds only for the synchronization
 * @param setParameters further parameters, as the set
 * @param tls TLS settings; absent when the set uses no TLS
 */
public record PlanMongod(
    String storageEngine,
    boolean directoryPerDb,
    boolean directoryForIndexes,
    @Nullable String blockCompressor,
    long oplogSizeMb,
    double cacheSizeGb,
    boolean keyfile,
    String initialSyncSourceReadPreference,
    long initialSyncTransientErrorRetryPeriodSeconds,
    Map<String, String> setParameters,
    @Nullable PlanTls tls) {

  /** Copies the collections; a missing one reads as empty. */
  public PlanMongod {
    setParameters = Ordered.map(setParameters);
  }
}
