package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.MemberMachine;
import dev.offshoot.planner.domain.observed.MemberOplog;
import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.ObservedMember;
import dev.offshoot.planner.domain.plan.PlanMongod;
import dev.offshoot.planner.domain.requested.DeploymentTls;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides how the new mongod is configured: as the set where it must be, to its host's size. */
public final class MongodDesign {

  /** Spares the primary; a voteless member would otherwise copy from the nearest, whoever it is. */
  public static final String SOURCE_PREFERENCE = "secondaryPreferred";

  /** Network trouble at a source longer than this starts a new attempt (server default 24 h). */
  public static final long RETRY_SECONDS = 600;

  private static final long MIB = 1L << 20;
  private static final double GIB = 1L << 30;
  private static final double SMALLEST_CACHE_GB = 0.25;

  /** Parameters whose difference between members clients or the data would notice. */
  private static final List<String> SHARED_MEANING =
      List.of(
          "authenticationMechanisms",
          "minSnapshotHistoryWindowInSeconds",
          "notablescan",
          "opensslCipherConfig",
          "opensslCipherSuiteConfig",
          "periodicNoopIntervalSecs",
          "transactionLifetimeLimitSeconds",
          "ttlMonitorEnabled",
          "writePeriodicNoops");

  private MongodDesign() {}

  /** Size of the oplog of the largest electable member, in bytes; empty when none told. */
  public static OptionalLong oplogBytes(ReplicaSet set) {
    return set.electable()
        .map(ObservedMember::oplog)
        .flatMap(Stream::ofNullable)
        .mapToLong(MemberOplog::maxBytes)
        .max();
  }

  /**
   * The configuration of the new mongods, the same for all.
   *
   * @param memoryBytes memory of the smallest host
   */
  public static PlanMongod design(
      ReplicaSet set,
      MemberSoftware primary,
      long memoryBytes,
      long oplogBytes,
      @Nullable DeploymentTls registered) {
    return new PlanMongod(
        primary.storageEngine(),
        primary.directoryPerDb(),
        primary.directoryForIndexes(),
        primary.blockCompressor(),
        Math.max(1, (oplogBytes + MIB - 1) / MIB),
        cacheSizeGb(set, memoryBytes),
        set.keyfile(),
        SOURCE_PREFERENCE,
        RETRY_SECONDS,
        sharedParameters(primary.setParameters()),
        TlsDesign.design(set, primary, registered));
  }

  /**
   * mongod's own rule, half of the memory beyond 1 GiB and at least 0.25, but no more than the
   * largest member has; two decimals, rounded down.
   */
  static double cacheSizeGb(ReplicaSet set, long memoryBytes) {
    double own = Math.max(SMALLEST_CACHE_GB, 0.5 * (memoryBytes / GIB - 1));
    double largest =
        set.members().stream()
            .map(ObservedMember::machine)
            .flatMap(Stream::ofNullable)
            .mapToDouble(MemberMachine::cacheSizeGb)
            .max()
            .orElse(own);
    double bounded = Math.max(SMALLEST_CACHE_GB, Math.min(own, largest));
    return Math.floor(bounded * 100) / 100;
  }

  private static Map<String, String> sharedParameters(Map<String, String> parameters) {
    Map<String, String> shared = new TreeMap<>();
    for (String name : SHARED_MEANING) {
      String value = parameters.get(name);
      if (value != null) {
        shared.put(name, value);
      }
    }
    return Collections.unmodifiableMap(shared);
  }
}
