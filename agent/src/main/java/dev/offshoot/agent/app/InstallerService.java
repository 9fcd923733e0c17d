package dev.offshoot.agent.app;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.GoalState;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import java.time.Duration;

/** The one service an agent talks to. Every call has a deadline and answers with a value. */
public interface InstallerService {

  /** Enrols with this host's key and, while it is there, the one-time token. */
  EnrolmentOutcome enrol();

  /**
   * Waits for a goal whose generation is another than this one.
   *
   * @param known generation known here, -1 for none
   * @param wait how long installer-service may hold the request
   * @param tested the order to reach others that needs no further look, empty for none
   */
  GoalAnswer goal(long known, Duration wait, String tested);

  /** Whether the report was taken. */
  boolean report(AgentReport report);

  /** Whether what was found out about reaching others was taken. */
  boolean reached(ReachReport report);

  /** How an enrolment ended. */
  sealed interface EnrolmentOutcome {
    /** The host has its identity; the token is of no use any more. */
    record Enrolled() implements EnrolmentOutcome {}

    /** Not heard of this host request yet, or not reachable: ask again. */
    record NotYet(String reason) implements EnrolmentOutcome {}

    /**
     * The token belongs to another key, or has ended. Asking again is useless unless a person acts.
     */
    record Refused(String reason) implements EnrolmentOutcome {}
  }

  /** What a long poll brought. */
  sealed interface GoalAnswer {
    /** A goal of another generation. */
    record Offered(GoalState goal) implements GoalAnswer {}

    /** The same goal, and something to test beside it. */
    record Asked(ReachOrder order) implements GoalAnswer {}

    /** None within the wait. */
    record Unchanged() implements GoalAnswer {}

    /** No usable answer. */
    record NoAnswer(String reason) implements GoalAnswer {}

    /** This identity is revoked or was never known. */
    record Unknown(String reason) implements GoalAnswer {}
  }
}
