package dev.offshoot.testbed;

import java.security.SecureRandom;

/** Loopback addresses of their own for members, so that tests that run side by side never meet. */
public final class Loopback {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int OCTETS = 254;

  private Loopback() {}

  /** A random address in 127.0.0.0/8 outside 127.0.0.0/16. */
  public static String address() {
    return "127.%d.%d.%d"
        .formatted(
            1 + RANDOM.nextInt(OCTETS), 1 + RANDOM.nextInt(OCTETS), 1 + RANDOM.nextInt(OCTETS));
  }
}
