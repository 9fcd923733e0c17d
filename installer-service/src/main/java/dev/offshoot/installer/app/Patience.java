package dev.offshoot.installer.app;

import java.time.Duration;

/**
 * How long agents are waited for going forward.
 *
 * @param enrolsWithin from the host's boot until its agent has enrolled
 * @param silentAfter without a call of an agent that was told to run mongod; longer than the
 *     download of a mongod takes, during which an agent calls nobody
 * @param resolvesWithin until the member's name resolves on its host
 */
public record Patience(Duration enrolsWithin, Duration silentAfter, Duration resolvesWithin) {

  /** Where nothing else is set. */
  public static final Patience USUAL =
      new Patience(Duration.ofMinutes(2), Duration.ofMinutes(15), Duration.ofMinutes(10));
}
