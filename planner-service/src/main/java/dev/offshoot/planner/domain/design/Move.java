package dev.offshoot.planner.domain.design;

/**
 * One reconfig on the way to the goal.
 *
 * @param kind what it changes
 * @param member the member concerned
 * @param version version its configuration gets, if nobody else reconfigures meanwhile
 * @param before counts before it, and after its undo
 * @param after counts after it
 */
public record Move(Kind kind, NewMember member, long version, Topology before, Topology after) {

  /** What a reconfig changes; at most one vote at a time. */
  public enum Kind {
    /** The member enters without vote, priority and tags, hidden. */
    ADD,
    /** The member gets its vote. */
    VOTE,
    /** The member gets visibility, priority and tags as wanted. */
    REVEAL
  }

  /** In a few words, such as "v42 + _id 7 votes 0". */
  public String label() {
    String id = " _id " + member.memberId();
    return "v"
        + version
        + switch (kind) {
          case ADD -> " +" + id + " votes 0 priority 0 hidden yes" + horizons();
          case VOTE -> id + " votes 0 -> 1";
          case REVEAL -> id + " " + wanted();
        };
  }

  /** The way back in a few words. */
  public String backLabel() {
    String id = " _id " + member.memberId();
    return switch (kind) {
      case ADD -> "-" + id;
      case VOTE -> "back:" + id + " votes 1 -> 0";
      case REVEAL -> "back:" + id + " hidden, priority 0, no tags";
    };
  }

  private String horizons() {
    StringBuilder text = new StringBuilder(member.horizons().isEmpty() ? "" : " horizons");
    member.horizons().forEach((name, address) -> text.append(' ').append(name + "=" + address));
    return text.toString();
  }

  private String wanted() {
    StringBuilder text = new StringBuilder(member.hidden() ? "hidden" : "visible");
    if (member.priority() > 0) {
      text.append(", priority ").append(Quantity.number(member.priority()));
    }
    if (!member.tags().isEmpty()) {
      text.append(", tags");
      member.tags().forEach((key, value) -> text.append(' ').append(key + "=" + value));
    }
    return text.toString();
  }
}
