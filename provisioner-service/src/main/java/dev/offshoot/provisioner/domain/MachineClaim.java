package dev.offshoot.provisioner.domain;

/**
 * A machine that was there before, while a host request has it.
 *
 * @param machine the machine's id
 * @param number counts the claims of this machine, from 1
 */
public record MachineClaim(String machine, int number) {}
