package dev.offshoot.contracts;

/**
 * One check.
 *
 * @param name what
 * @param outcome ok, warn, later or accepted
 * @param detail found
 */
public record PlanCheck(String name, String outcome, String detail) {}
