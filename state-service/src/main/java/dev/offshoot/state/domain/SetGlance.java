package dev.offshoot.state.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cheap look at a set showed, without anything that moves all the time.
 *
 * @param primary address of the primary; absent when there is none
 * @param term election term
 * @param members every member, by address
 */
public record SetGlance(@Nullable String primary, long term, List<MemberGlance> members) {

  /** Copies the list. */
  public SetGlance {
    members = List.copyOf(members);
  }

  /**
   * One member.
   *
   * @param address HOST:PORT
   * @param state state as the primary sees it, or as it says itself
   * @param reachable whether it answered
   */
  public record MemberGlance(String address, String state, boolean reachable) {}

  /** What is different now, a sentence each; empty when nothing is. */
  public List<String> changesSince(SetGlance before) {
    List<String> changes = new ArrayList<>();
    String now = primary == null ? "no member" : primary;
    String then = before.primary == null ? "no member" : before.primary;
    if (!now.equals(then)) {
      changes.add("The primary is " + now + "; it was " + then + ".");
    } else if (term != before.term && term >= 0 && before.term >= 0) {
      changes.add("An election was held: term " + term + " after " + before.term + ".");
    }
    for (MemberGlance member : members) {
      change(before.member(member.address()), member).ifPresent(changes::add);
    }
    for (MemberGlance member : before.members) {
      if (member(member.address()).isEmpty()) {
        changes.add("Member " + member.address() + " is no longer in the set.");
      }
    }
    return changes;
  }

  private static Optional<String> change(Optional<MemberGlance> before, MemberGlance now) {
    if (before.isEmpty()) {
      return Optional.of("Member " + now.address() + " is new; it is " + now.state() + ".");
    }
    if (before.get().reachable() != now.reachable()) {
      return Optional.of(
          "Member "
              + now.address()
              + (now.reachable() ? " answers again; it is " : " does not answer; it is ")
              + now.state()
              + ".");
    }
    String was = before.get().state();
    return was.equals(now.state())
        ? Optional.empty()
        : Optional.of("Member " + now.address() + " is " + now.state() + "; it was " + was + ".");
  }

  private Optional<MemberGlance> member(String address) {
    return members.stream().filter(m -> m.address().equals(address)).findFirst();
  }
}
