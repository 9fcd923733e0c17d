package dev.offshoot.planner.domain.plan;

/**
 * Why there is no plan.
 *
 * @param code stable code
 * @param detail what was found, on which object
 * @param remedy what to do
 * @param acceptable whether it can be accepted by name
 */
public record Refusal(String code, String detail, String remedy, boolean acceptable) {}
