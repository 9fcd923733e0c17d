package dev.offshoot.installer.domain;

import java.util.Optional;

/** Whether what is left of a host holds data of a member, given what is known of its agent. */
public sealed interface LeftoverDataDecision {

  /** No agent put any there, or it said that all is deleted. */
  record Empty() implements LeftoverDataDecision {}

  /**
   * It may, or nobody can tell.
   *
   * @param code stable code
   * @param detail what stands against it
   * @param remedy what to do
   */
  record Keep(String code, String detail, String remedy) implements LeftoverDataDecision {}

  /**
   * What is known of an agent.
   *
   * @param revoked whether nobody is taken for it any more
   * @param enrolled whether somebody ever was
   * @param heard whether it ever reported
   * @param removed whether its last report says that mongod is stopped and its files are deleted
   */
  record LastWord(boolean revoked, boolean enrolled, boolean heard, boolean removed) {}

  /**
   * Decides.
   *
   * @param host the host request's id
   * @param agent its agent; nothing when this service has no record of one
   * @param saidGone whether this service said, of the work in which the host was given back, that
   *     nothing is installed any more: a host of which it then has no record never had an agent
   */
  static LeftoverDataDecision of(String host, Optional<LastWord> agent, boolean saidGone) {
    if (agent.isEmpty()) {
      return saidGone
          ? new Empty()
          : unknown("installer-service has no record of an agent of host " + host);
    }
    LastWord word = agent.get();
    if (!word.revoked()) {
      return new Keep(
          "LEFTOVER_STILL_HELD",
          "the agent of host " + host + " has its identity still",
          "Give the host back: offshoot host remove " + host);
    }
    if (!word.enrolled() || word.removed()) {
      return new Empty();
    }
    return word.heard()
        ? new Keep(
            "LEFTOVER_HAS_DATA",
            "the last report of the agent of host " + host + " does not say that its data is gone",
            LOOK)
        : unknown("the agent of host " + host + " never reported");
  }

  /** What to do where only a person can tell. */
  String LOOK = "Look at what is on it, then delete it yourself at its provider.";

  private static Keep unknown(String why) {
    return new Keep("LEFTOVER_DATA_UNKNOWN", why + ": nobody can tell what is on it", LOOK);
  }
}
