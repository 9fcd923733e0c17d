package dev.offshoot.contracts;

/**
 * Why an expansion does not go on.
 *
 * @param step step it happened in
 * @param code stable code
 * @param detail what happened, to which object
 * @param remedy what to do
 */
public record Cause(String step, String code, String detail, String remedy) {}
