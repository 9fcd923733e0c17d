package dev.offshoot.installer.domain;

/**
 * A machine that was there before, while a host request has it: its agent is the machine's own, and
 * the goals of every claim have numbers above those of the claim before.
 *
 * @param machine the machine's id, under which its agent enrolled
 * @param number counts the claims of this machine, from 1
 */
public record MachineClaim(String machine, int number) {

  long floor() {
    return (long) number << Integer.SIZE;
  }
}
