package dev.offshoot.agent.protocol;

/** Headers that every answer to an agent carries. */
public final class AnswerHeaders {

  /** What a poll for a goal brought, when it is no goal: {@link #REACH}. */
  public static final String KIND = "Offshoot-Kind";

  /** The answer is a {@link ReachOrder}. */
  public static final String REACH = "reach";

  /**
   * The server's time, ISO-8601: by it, and never by its host's clock, an agent knows when its
   * certificate must be renewed.
   */
  public static final String SERVER_TIME = "Offshoot-Time";

  /**
   * SHA-256 of the CA certificates that agents are to trust; an agent that trusts others enrols
   * again to get them.
   */
  public static final String AUTHORITIES = "Offshoot-Authorities";

  private AnswerHeaders() {}
}
