package dev.offshoot.monitor.domain.sync;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.monitor.domain.MemberReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the heartbeats of every member that can be asked reach a new member and that it
 * answers as one of this set. Who cannot be asked and may not be silent is named as well.
 */
public final class GreenCheck {

  private GreenCheck() {}

  /**
   * @param added _id of the new member
   * @param others what the other members that must answer said just now
   * @return one sentence per member that does not reach it yet; empty when all do
   */
  public static List<String> missing(int added, List<MemberReading> others) {
    List<String> missing = new ArrayList<>();
    for (MemberReading other : others) {
      explain(added, other).ifPresent(missing::add);
    }
    return List.copyOf(missing);
  }

  private static Optional<String> explain(int added, MemberReading other) {
    if (other.status().answer().isEmpty()) {
      return Optional.of(other.address() + " does not say: " + other.status().explain());
    }
    Optional<MemberStatusRow> row = other.status().answer().get().row(added);
    if (row.isEmpty()) {
      return Optional.of(other.address() + " does not know of it yet");
    }
    return isGreen(row.get()) ? Optional.empty() : Optional.of(pair(other.address(), row.get()));
  }

  private static boolean isGreen(MemberStatusRow row) {
    return row.healthy()
        && switch (row.state()) {
          case STARTUP, STARTUP2, SECONDARY, RECOVERING -> true;
          case PRIMARY, UNKNOWN, ARBITER, DOWN, ROLLBACK, REMOVED -> false;
        };
  }

  private static String pair(MemberAddress from, MemberStatusRow row) {
    MemberState state = row.state();
    return from + " to " + row.address() + ": " + row.lastHeartbeatMessage().orElse(state.name());
  }
}
