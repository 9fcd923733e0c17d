package dev.offshoot.agent.protocol;

/**
 * What a host shall be. An agent follows the goal with the highest generation it has seen and
 * refuses every lower one, also after a restart.
 *
 * @param generation grows with every goal of this host, from 1
 * @param goal what the host shall be
 */
public record GoalState(long generation, Goal goal) {}
