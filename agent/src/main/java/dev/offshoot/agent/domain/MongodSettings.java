package dev.offshoot.agent.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What mongod.conf has to say, as plain values.
 *
 * @param setName replica set name
 * @param address where it listens
 * @param storage storage options
 * @param oplogSizeMb oplog size in MB
 * @param parameters setParameter, in order
 * @param tls TLS; absent for none
 */
public record MongodSettings(
    String setName,
    Address address,
    Storage storage,
    long oplogSizeMb,
    Map<String, String> parameters,
    @Nullable TlsSettings tls) {

  /** Copies the parameters in their order. */
  public MongodSettings {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The same without these parameters. */
  public MongodSettings withoutParameters(Iterable<String> names) {
    Map<String, String> left = new LinkedHashMap<>(parameters);
    for (String name : names) {
      left.remove(name);
    }
    return new MongodSettings(setName, address, storage, oplogSizeMb, left, tls);
  }

  /**
   * Storage options; they must be as the set's for a later copy of files.
   *
   * @param engine storage engine
   * @param directoryPerDb one folder per database
   * @param directoryForIndexes indexes in a folder of their own
   * @param blockCompressor block compressor; absent for mongod's default
   * @param cacheSizeGb WiredTiger cache in GB
   */
  public record Storage(
      String engine,
      boolean directoryPerDb,
      boolean directoryForIndexes,
      @Nullable String blockCompressor,
      double cacheSizeGb) {}
}
