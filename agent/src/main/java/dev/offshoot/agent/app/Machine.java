package dev.offshoot.agent.app;

/**
 * The machine the agent works on.
 *
 * @param host itself, and its clock
 * @param tuning what may be set on it
 * @param departure how the agent leaves it
 */
public record Machine(Host host, HostTuning tuning, Departure departure) {}
