package dev.offshoot.monitor.app;

import java.time.InstantSource;

/**
 * The ways out of this stage.
 *
 * @param sets replica sets
 * @param evidence configurations and verdicts
 * @param telemetry progress
 * @param lag the watch afterwards
 * @param clock for the length of a step; decisions take the step's own time
 */
public record MonitorPorts(
    ReplicaSets sets,
    EvidenceStore evidence,
    Telemetry telemetry,
    LagWatch lag,
    InstantSource clock) {}
