package dev.offshoot.agent.app;

import dev.offshoot.agent.protocol.HostProfile;
import java.time.Duration;
import java.time.Instant;

/** The machine itself, and its clock. */
public interface Host {

  /** What it is now. */
  HostProfile profile();

  /** The host's time. */
  Instant now();

  /** Parks for this long, or until the agent is asked to end. */
  void pause(Duration duration);

  /** Whether the agent was asked to end; mongod goes on. */
  boolean ending();

  /** One line for the agent's log, without secrets. */
  void log(String line);
}
