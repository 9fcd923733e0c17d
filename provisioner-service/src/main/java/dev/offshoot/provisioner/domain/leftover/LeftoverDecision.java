package dev.offshoot.provisioner.domain.leftover;

import java.util.Optional;

/** Whether something a provider holds is needed by anything living, given what the journals say. */
public sealed interface LeftoverDecision {

  /** An expansion counts on it, or gives it back just now. */
  record Needed() implements LeftoverDecision {}

  /** Nothing living needs it, or what did is gone. */
  record Left(Standing standing, String detail) implements LeftoverDecision {}

  /** Why it is left. */
  enum Standing {
    /** A journal says that it was given back. */
    RELEASED,
    /** A journal counts on it, but no host with its id runs: it may hold a member's data. */
    HOST_GONE,
    /** No journal of this installation asked for it. */
    UNKNOWN
  }

  /**
   * Decides. Right only if the journals were read after the provider was asked: whatever it shows
   * was then asked for in a journal that is known.
   *
   * @param journaled what the journals say of its host request
   * @param hostRuns whether the provider holds a host with the same id
   */
  static LeftoverDecision of(Holding holding, Optional<JournaledHost> journaled, boolean hostRuns) {
    if (journaled.isEmpty()) {
      return new Left(
          Standing.UNKNOWN,
          holding.host().isEmpty()
              ? "it names no host request"
              : "no journal of this installation asked for host " + holding.host());
    }
    JournaledHost known = journaled.get();
    return switch (known.fate()) {
      case BEING_RELEASED -> new Needed();
      case HELD ->
          hostRuns
              ? new Needed()
              : new Left(
                  Standing.HOST_GONE,
                  "expansion %s made it for host %s, which runs no more"
                      .formatted(known.expansionId(), holding.host()));
      case RELEASED ->
          new Left(
              Standing.RELEASED,
              "host %s was given back in %s, and this is still there"
                  .formatted(holding.host(), known.expansionId()));
    };
  }
}
