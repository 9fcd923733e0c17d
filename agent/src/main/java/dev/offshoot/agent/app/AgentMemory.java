package dev.offshoot.agent.app;

/** What an agent remembers across restarts. */
public interface AgentMemory {

  /** Highest generation followed, 0 for none. */
  long generation();

  /** Remembers it durably, before anything is done for it. */
  void remember(long generation);

  /** Forgets the identity: the host's work is over. */
  void end();

  /** Whether it is over. */
  boolean ended();
}
