package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.ObservedMember;
import org.jspecify.annotations.Nullable;

/**
 * One member as far as counting needs it.
 *
 * @param memberId _id
 * @param votes 0 or 1; 0 while the server still holds the vote back
 * @param priority priority
 * @param arbiter holds no data
 * @param serving up, as primary, secondary or arbiter
 * @param delayed acknowledges late
 * @param site where it stands, when known
 */
public record Seat(
    int memberId,
    int votes,
    double priority,
    boolean arbiter,
    boolean serving,
    boolean delayed,
    @Nullable String site) {

  /** The seat of a configured member. */
  public static Seat of(ObservedMember member) {
    return new Seat(
        member.id(),
        member.newlyAdded() ? 0 : member.votes(),
        member.priority(),
        member.arbiterOnly(),
        ReplicaSet.serving(member),
        member.delaySeconds() > 0,
        member.tags().get(ReplicaSet.SITE_TAG));
  }

  /** The seat of a new member that is up, with these votes and priority. */
  public static Seat of(NewMember member, int votes, double priority) {
    return new Seat(member.memberId(), votes, priority, false, true, false, member.site());
  }

  boolean voter() {
    return votes > 0;
  }

  boolean electable() {
    return priority > 0 && !arbiter;
  }
}
