package dev.offshoot.planner.domain.plan;

/**
 * The implicit write concern of one configuration.
 *
 * @param configuration which one
 * @param implicit majority or 1
 * @param back whether it is on the way back
 */
public record PlanWriteConcern(String configuration, String implicit, boolean back) {}
