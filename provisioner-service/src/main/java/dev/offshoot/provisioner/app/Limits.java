package dev.offshoot.provisioner.app;

import java.time.Duration;

/**
 * How long things may take going forward.
 *
 * @param givesUpAfter how long a provider may have no host to give
 * @param tokenLife how long a one-time token is good that nobody used; an agent enrols within
 *     minutes, a day leaves room for a machine that is slow to come
 */
public record Limits(Duration givesUpAfter, Duration tokenLife) {

  /** Where nothing else is set. */
  public static final Limits USUAL = new Limits(Duration.ofMinutes(10), Duration.ofHours(24));
}
