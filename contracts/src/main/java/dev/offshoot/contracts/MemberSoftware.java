package dev.offshoot.contracts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a member.
 *
 * @param version such as 6.0.5
 * @param enterprise Enterprise modules present
 * @param modules modules of the build
 * @param fcv featureCompatibilityVersion
 * @param fcvTarget target while an FCV change runs
 * @param storageEngine wiredTiger, …
 * @param directoryPerDb storage.directoryPerDB
 * @param directoryForIndexes storage.wiredTiger.engineConfig.directoryForIndexes
 * @param blockCompressor collection block compressor when set
 * @param dbPath storage.dbPath
 * @param tlsMode disabled, allowTLS, preferTLS or requireTLS
 * @param clusterAuthMode keyFile, x509, … or none
 * @param authorization access control on
 * @param setParameters server parameters set at startup
 * @param managedBy a manager that owns this process, when recognisable
 * @param tls its TLS settings; absent when it uses none, or did not tell
 */
public record MemberSoftware(
    String version,
    boolean enterprise,
    List<String> modules,
    @Nullable String fcv,
    @Nullable String fcvTarget,
    String storageEngine,
    boolean directoryPerDb,
    boolean directoryForIndexes,
    @Nullable String blockCompressor,
    @Nullable String dbPath,
    String tlsMode,
    String clusterAuthMode,
    boolean authorization,
    Map<String, String> setParameters,
    @Nullable String managedBy,
    @Nullable MemberTls tls) {

  /** Copies the collections; a missing one reads as empty. */
  public MemberSoftware {
    modules = Ordered.list(modules);
    setParameters = Ordered.map(setParameters);
  }
}
