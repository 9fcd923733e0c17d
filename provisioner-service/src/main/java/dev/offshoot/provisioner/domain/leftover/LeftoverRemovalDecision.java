package dev.offshoot.provisioner.domain.leftover;

import java.time.Duration;
import java.util.Optional;

/** Whether what is left of a host may be removed, given what the journals of this service say. */
public sealed interface LeftoverRemovalDecision {

  /** As long as what the sets' configurations named is taken for what they name now. */
  Duration FRESH = Duration.ofMinutes(10);

  /** The host was given back, or its expansion ended ROLLED_BACK: nothing living needs it. */
  record Remove() implements LeftoverRemovalDecision {}

  /**
   * It stays.
   *
   * @param code stable code
   * @param detail what stands against it
   * @param remedy what to do
   */
  record Keep(String code, String detail, String remedy) implements LeftoverRemovalDecision {}

  /**
   * Decides.
   *
   * @param host the host request's id
   * @param journaled what the journals say of it
   * @param sinceChecked how long ago the sets' configurations were looked at
   */
  static LeftoverRemovalDecision of(
      String host, Optional<JournaledHost> journaled, Duration sinceChecked) {
    if (journaled.isEmpty()) {
      return new Keep(
          "LEFTOVER_NOT_OURS",
          "no journal of this installation asked for host " + host,
          "Offshoot never removes what it does not know: see whose it is, then delete it yourself"
              + " at its provider.");
    }
    JournaledHost known = journaled.get();
    return switch (known.fate()) {
      case HELD -> held("%s made host %s and did not give it back", known, host);
      case BEING_RELEASED -> held("%s gives host %s back just now", known, host);
      case RELEASED ->
          sinceChecked.compareTo(FRESH) > 0
              ? new Keep(
                  "LEFTOVER_CHECK_TOO_OLD",
                  "the configurations of the registered sets were looked at %d s ago"
                      .formatted(sinceChecked.toSeconds()),
                  "Ask again: offshoot host leftovers --remove " + host)
              : new Remove();
    };
  }

  private static Keep held(String how, JournaledHost known, String host) {
    return new Keep(
        "LEFTOVER_STILL_HELD",
        how.formatted(known.expansionId(), host),
        "Wait for the end of its expansion, or give the host back: offshoot host remove " + host);
  }
}
