package dev.offshoot.contracts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configured member: its configuration entry, its state, and what it said itself.
 *
 * @param id _id
 * @param address HOST:PORT as configured
 * @param votes votes
 * @param priority priority
 * @param hidden hidden
 * @param arbiterOnly arbiter
 * @param buildIndexes buildIndexes
 * @param delaySeconds secondaryDelaySecs
 * @param tags tags
 * @param newlyAdded whether the server still holds back its vote
 * @param horizons whether it has split horizons
 * @param horizonAddresses HOST:PORT by the name of the split horizon
 * @param reachable whether it answered directly
 * @param state state as the primary sees it: PRIMARY, SECONDARY, …
 * @param healthy health 1 in the view of every other member that answered
 * @param lagSeconds behind the primary, wall time
 * @param syncSource HOST:PORT it syncs from
 * @param software what runs there
 * @param oplog its oplog
 * @param machine the machine it runs on
 * @param fsyncLocked fsyncLock held
 * @param indexBuilds namespaces with a running index build
 * @param initialSyncRunning whether it is in initial sync
 */
public record ObservedMember(
    int id,
    String address,
    int votes,
    double priority,
    boolean hidden,
    boolean arbiterOnly,
    boolean buildIndexes,
    long delaySeconds,
    Map<String, String> tags,
    boolean newlyAdded,
    boolean horizons,
    Map<String, String> horizonAddresses,
    boolean reachable,
    String state,
    boolean healthy,
    @Nullable Long lagSeconds,
    @Nullable String syncSource,
    @Nullable MemberSoftware software,
    @Nullable MemberOplog oplog,
    @Nullable MemberMachine machine,
    boolean fsyncLocked,
    List<String> indexBuilds,
    boolean initialSyncRunning) {

  /** Copies the collections; a missing one reads as empty. */
  public ObservedMember {
    indexBuilds = Ordered.list(indexBuilds);
    tags = Ordered.map(tags);
    horizonAddresses = Ordered.map(horizonAddresses);
  }
}
