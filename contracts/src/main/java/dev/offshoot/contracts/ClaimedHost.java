package dev.offshoot.contracts;

/**
 * A machine a person brought, while one host request has it. Its agent is the machine's own and was
 * there before; orders of a later claim are told from those of an earlier one by its number.
 *
 * @param hostId the machine's id, under which its agent enrolled
 * @param claim number of this claim, from 1; grows with every claim of the machine
 */
public record ClaimedHost(String hostId, int claim) {}
