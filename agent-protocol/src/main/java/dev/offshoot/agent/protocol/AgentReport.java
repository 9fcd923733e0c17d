package dev.offshoot.agent.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent stands with its goal; the latest one per host wins.
 *
 * @param generation generation of the goal it speaks of (of the refused goal for GOAL_REFUSED)
 * @param goal kind of that goal
 * @param status where it stands
 * @param detail one line a person can read, without secrets
 * @param failure what is wrong; absent when nothing is
 * @param mongod the mongod that runs; absent when none does
 * @param profile the host
 * @param at the host's own time
 */
public record AgentReport(
    long generation,
    String goal,
    AgentStatus status,
    String detail,
    @Nullable AgentFailure failure,
    @Nullable RunningMongod mongod,
    HostProfile profile,
    Instant at) {}
