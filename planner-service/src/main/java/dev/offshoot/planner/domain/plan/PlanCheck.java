package dev.offshoot.planner.domain.plan;

/**
 * One check.
 *
 * @param name what
 * @param outcome ok, warn, later or accepted
 * @param detail found
 */
public record PlanCheck(String name, String outcome, String detail) {}
