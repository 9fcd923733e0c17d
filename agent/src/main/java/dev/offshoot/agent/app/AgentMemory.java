package dev.offshoot.agent.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an agent remembers across restarts. */
public interface AgentMemory {

  /** Highest generation followed, 0 for none. */
  long generation();

  /** Remembers it durably, before anything is done for it. */
  void remember(long generation);

  /** Time of the latest report; null before the first. */
  @Nullable Instant reportedAt();

  /** Remembers it durably, before the report is sent. */
  void rememberReport(Instant at);

  /** Forgets the identity: the host's work is over. */
  void end();

  /** Whether it is over. */
  boolean ended();
}
