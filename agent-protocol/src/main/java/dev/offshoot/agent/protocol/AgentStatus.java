package dev.offshoot.agent.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where an agent stands with its goal. */
public enum AgentStatus {
  /** The host's profile is reported; nothing is installed. */
  PROFILED,
  /** Under way, or tried again at growing intervals because of the failure named. */
  WORKING,
  /** mongod runs, has the planned version, reached every member and proved the key. */
  INSTALLED,
  /** What only the synchronization needed is out of the configuration file. */
  SETTLED,
  /** mongod is stopped and what the agent created is deleted; logs are kept. */
  REMOVED,
  /** mongod, if there is one, runs on; what is the agent's own goes as soon as this was heard. */
  LEFT,
  /** The goal cannot be reached without a change; the agent does not try again by itself. */
  FAILED,
  /** The goal was of a lower generation than one already followed; nothing was done. */
  GOAL_REFUSED,
  /** Written by a newer agent. */
  @JsonEnumDefaultValue
  UNKNOWN
}
