package dev.offshoot.installer.adapter.http;

import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.Machines;
import dev.offshoot.installer.app.MemberAgents;
import dev.offshoot.installer.app.ServeGoals;

/**
 * What agents are served with.
 *
 * @param enrolAgents gives identities
 * @param serveGoals gives goals
 * @param memberAgents hears what agents of members reach
 * @param machines hears which of them are there
 * @param bell rings when a goal was given
 */
public record AgentDesk(
    EnrolAgents enrolAgents,
    ServeGoals serveGoals,
    MemberAgents memberAgents,
    Machines machines,
    GoalBell bell) {}
