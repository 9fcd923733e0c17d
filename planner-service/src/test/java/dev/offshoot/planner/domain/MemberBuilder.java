package dev.offshoot.planner.domain;

import dev.offshoot.planner.domain.observed.MemberMachine;
import dev.offshoot.planner.domain.observed.MemberOplog;
import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.MemberTls;
import dev.offshoot.planner.domain.observed.ObservedMember;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One member, a well secondary unless said otherwise. */
public final class MemberBuilder {

  public int id;
  public String address;
  public int votes = 1;
  public double priority = 1;
  public boolean hidden;
  public boolean arbiter;
  public boolean buildIndexes = true;
  public long delay;
  public final Map<String, String> tags = new LinkedHashMap<>();
  public boolean newlyAdded;
  public boolean horizons;
  public final Map<String, String> horizonAddresses = new LinkedHashMap<>();
  public boolean reachable = true;
  public String state = "SECONDARY";
  public boolean healthy = true;
  public @Nullable Long lag = 0L;
  public boolean told = true;
  public String version = "6.0.5";
  public boolean enterprise;
  public @Nullable String fcv = "6.0";
  public @Nullable String fcvTarget;
  public String storageEngine = "wiredTiger";
  public String tlsMode = "disabled";
  public String clusterAuthMode = "keyFile";
  public boolean authorization = true;
  public @Nullable String managedBy;
  public @Nullable MemberTls tls;
  public final Map<String, String> setParameters = new LinkedHashMap<>();
  public boolean oplogTold = true;
  public long oplogBytes = 990L << 20;
  public long oplogSeconds = 86_400;
  public long peakRate = 100_000;
  public double cacheSizeGb = 0.5;
  public int cpus = 2;
  public long memoryBytes = 8L << 30;
  public @Nullable Long cacheUsedBytes = 300L << 20;
  public @Nullable Double cpusUsed = 0.1;
  public boolean fsyncLocked;
  public List<String> indexBuilds = List.of();
  public boolean initialSync;

  MemberBuilder(int id, String address) {
    this.id = id;
    this.address = address;
  }

  void arbiter() {
    arbiter = true;
    priority = 0;
    state = "ARBITER";
    oplogTold = false;
  }

  public void down() {
    healthy = false;
    reachable = false;
    state = "DOWN";
    told = false;
    oplogTold = false;
  }

  ObservedMember build() {
    return new ObservedMember(
        id,
        address,
        votes,
        priority,
        hidden,
        arbiter,
        buildIndexes,
        delay,
        tags,
        newlyAdded,
        horizons || !horizonAddresses.isEmpty(),
        horizonAddresses,
        reachable,
        state,
        healthy,
        lag,
        null,
        told ? software() : null,
        oplogTold ? oplog() : null,
        new MemberMachine(
            cpus,
            memoryBytes,
            cacheSizeGb,
            "linux",
            "x86_64",
            200_000_000,
            cacheUsedBytes,
            cpusUsed),
        fsyncLocked,
        indexBuilds,
        initialSync);
  }

  private MemberSoftware software() {
    return new MemberSoftware(
        version,
        enterprise,
        List.of(),
        arbiter ? null : fcv,
        fcvTarget,
        storageEngine,
        false,
        true,
        "zstd",
        "/data",
        tlsMode,
        clusterAuthMode,
        authorization,
        setParameters,
        managedBy,
        tls);
  }

  private MemberOplog oplog() {
    return new MemberOplog(
        oplogBytes,
        oplogBytes / 2,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(oplogSeconds),
        peakRate / 2,
        peakRate);
  }
}
