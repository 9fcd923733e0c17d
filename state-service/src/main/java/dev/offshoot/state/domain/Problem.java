package dev.offshoot.state.domain;

/**
 * Why something was refused at the front door.
 *
 * @param code stable code
 * @param detail what happened, to which object
 * @param remedy what to do
 */
public record Problem(ProblemCode code, String detail, String remedy) {}
