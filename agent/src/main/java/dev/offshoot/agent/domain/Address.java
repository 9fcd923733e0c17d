package dev.offshoot.agent.domain;

import java.util.Locale;

/**
 * Where a mongod listens, as a replica set's configuration writes it.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

  private static final int DEFAULT_PORT = 27017;
  private static final int HIGHEST_PORT = 65535;

  /** Host names compare without case; the port is checked. */
  public Address {
    host = host.toLowerCase(Locale.ROOT);
    if (host.isEmpty() || port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("not HOST:PORT: " + host + ":" + port);
    }
  }

  /**
   * Reads HOST, HOST:PORT or [IPv6]:PORT.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    if (colon < 0 || (bracketed && text.endsWith("]"))) {
      return new Address(unbracketed(text), DEFAULT_PORT);
    }
    try {
      return new Address(
          unbracketed(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not HOST:PORT: " + text, e);
    }
  }

  /** Whether the host is an IPv6 address. */
  public boolean isIpv6() {
    return host.indexOf(':') >= 0;
  }

  @Override
  public String toString() {
    return (isIpv6() ? "[" + host + "]" : host) + ":" + port;
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
