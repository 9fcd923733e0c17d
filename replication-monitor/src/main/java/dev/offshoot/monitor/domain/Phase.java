package dev.offshoot.monitor.domain;

import java.util.List;
import java.util.Locale;

/** Where one expansion is, as this stage goes through it; in this order, never back. */
public enum Phase {
  /** One reconfig per member: voteless, hidden, priority 0. */
  ADD,
  /** Everybody's heartbeats reach every new member. */
  GREEN,
  /** Initial synchronization. */
  SYNCHRONIZE,
  /** Caught up for a while. */
  CALM,
  /** Every namespace compared. */
  VERIFY,
  /** One reconfig per member that gets a vote. */
  VOTE,
  /** One reconfig per member for visibility, tags and priority. */
  PROMOTE,
  /** Nothing left to do. */
  OVER,
  /** The way back. */
  BACK;

  /** The steps of the way forward as users see them, in order. */
  public static final List<String> FORWARD_STEPS = List.of("synchronize", "verify", "promote");

  /** Lower case, as events say it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step of the expansion, as users see it, that this belongs to. */
  public String step() {
    return switch (this) {
      case ADD, GREEN, SYNCHRONIZE, CALM, BACK -> "synchronize";
      case VERIFY -> "verify";
      case VOTE, PROMOTE, OVER -> "promote";
    };
  }

  /** From the first reconfig on until the new members are secondaries. */
  public boolean isCopying() {
    return this == ADD || this == GREEN || this == SYNCHRONIZE;
  }
}
