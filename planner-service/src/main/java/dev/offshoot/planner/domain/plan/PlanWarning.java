package dev.offshoot.planner.domain.plan;

/**
 * Something a person should know before saying yes.
 *
 * @param code stable code
 * @param detail what it means here
 */
public record PlanWarning(String code, String detail) {}
