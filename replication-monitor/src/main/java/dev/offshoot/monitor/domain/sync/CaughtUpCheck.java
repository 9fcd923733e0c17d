package dev.offshoot.monitor.domain.sync;

import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.mongoadmin.domain.OpTime;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a member has what the primary had a moment before. Both told it themselves:
 * heartbeats are up to two seconds old. The primary is asked first, so that an idle set, whose last
 * entry may be ten seconds old, shows no lag.
 */
public final class CaughtUpCheck {

  private static final Duration SHORTEST_CALM = Duration.ofMillis(500);
  private static final int SHARE_OF_COPY = 20;

  private CaughtUpCheck() {}

  /**
   * How long a member must be caught up: a twentieth of the time its copy took, so that what a copy
   * stirs up has settled; at least half a second.
   *
   * @param copy time the copy took
   * @param longest never longer than this
   */
  public static Duration calmAfter(Duration copy, Duration longest) {
    Duration share = copy.dividedBy(SHARE_OF_COPY);
    Duration wanted = share.compareTo(longest) > 0 ? longest : share;
    return wanted.compareTo(SHORTEST_CALM) < 0 ? SHORTEST_CALM : wanted;
  }

  /**
   * How far the member is behind; empty when it cannot be told, which is not caught up.
   *
   * @param primary what the primary said
   * @param member what the member said afterwards
   */
  public static Optional<Duration> lag(ReplicaSetStatus primary, ReplicaSetStatus member) {
    if (member.myState() != MemberState.SECONDARY) {
      return Optional.empty();
    }
    Optional<OpTime> wanted = primary.lastApplied();
    Optional<OpTime> has = member.lastApplied();
    if (wanted.isPresent() && has.isPresent() && has.get().compareTo(wanted.get()) >= 0) {
      return Optional.of(Duration.ZERO);
    }
    Optional<Instant> leader = primary.self().flatMap(MemberStatusRow::appliedAt);
    Optional<Instant> follower = member.self().flatMap(MemberStatusRow::appliedAt);
    if (leader.isEmpty() || follower.isEmpty()) {
      return Optional.empty();
    }
    Duration lag = Duration.between(follower.get(), leader.get());
    return Optional.of(lag.isNegative() ? Duration.ZERO : lag);
  }

  /**
   * Since when it is calm.
   *
   * @param before since when it was calm at the look before, or empty
   * @param caughtUp whether every member is caught up now
   */
  public static Optional<Instant> calmSince(
      Optional<Instant> before, boolean caughtUp, Instant now) {
    return caughtUp ? before.or(() -> Optional.of(now)) : Optional.empty();
  }
}
