package dev.offshoot.monitor.domain;

import org.jspecify.annotations.Nullable;

/**
 * A reconfig that was about to be sent: stored before, resolved by looking.
 *
 * @param kind what it changes
 * @param memberId _id of the member concerned; -1 for a fence
 * @param address HOST:PORT of the member concerned
 * @param version version it was sent with, one above its base
 * @param entry the member's entry in it, canonical extended JSON; null where it has none
 */
public record Intent(
    ChangeKind kind, int memberId, String address, long version, @Nullable String entry) {

  /** What a reconfig changes; named by what it does to the set. */
  public enum ChangeKind {
    ADD,
    VOTE,
    VISIBLE,
    WITHDRAW,
    REMOVE,
    FENCE
  }
}
