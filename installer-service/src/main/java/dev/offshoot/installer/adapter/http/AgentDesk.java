package dev.offshoot.installer.adapter.http;

import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.Machines;
import dev.offshoot.installer.app.ServeGoals;

/**
 * What agents are served with.
 *
 * @param enrolAgents gives identities
 * @param serveGoals gives goals
 * @param machines hears which of them are there
 * @param bell rings when a goal was given
 */
public record AgentDesk(
    EnrolAgents enrolAgents, ServeGoals serveGoals, Machines machines, GoalBell bell) {}
