package dev.offshoot.mongoadmin.adapter;

import java.time.Duration;

/**
 * How members are talked to.
 *
 * @param service name of the service; the app name becomes offshoot/SERVICE
 * @param purpose what for, such as an expansion id; goes into every command's comment
 * @param poolSize most connections a conversation opens beside its monitor's, at most 2
 * @param selection how long a member that does not answer is waited for
 * @param idle after what time unused connections go
 */
public record DriverSettings(
    String service, String purpose, int poolSize, Duration selection, Duration idle) {

  /** A pool of 1 or 2. */
  public DriverSettings {
    if (poolSize < 1 || poolSize > 2) {
      throw new IllegalArgumentException("pool of 1 or 2, not " + poolSize);
    }
  }

  /** For a service: at most 2 connections, 3 s of selection, gone as soon as nobody uses them. */
  public static DriverSettings of(String service) {
    return new DriverSettings(service, service, 2, Duration.ofSeconds(3), Duration.ZERO);
  }

  /** The same, with unused connections kept for a while: for who looks again and again. */
  public DriverSettings keptFor(Duration unused) {
    return new DriverSettings(service, purpose, poolSize, selection, unused);
  }
}
