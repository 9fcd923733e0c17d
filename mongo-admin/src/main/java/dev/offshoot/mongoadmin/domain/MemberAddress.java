package dev.offshoot.mongoadmin.domain;

import java.util.Locale;
import java.util.Optional;

/**
 * A member's address as replica set configurations write it.
 *
 * @param host name or IP literal, lower case, without brackets
 * @param port TCP port
 */
public record MemberAddress(String host, int port) implements Comparable<MemberAddress> {

  /** The port a configuration means when it names none. */
  public static final int DEFAULT_PORT = 27017;

  /** Lower case, because host names compare so; anything that is no address is refused. */
  public MemberAddress {
    host = host.toLowerCase(Locale.ROOT);
    if (host.isBlank() || host.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("a member address needs a host name");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a TCP port: " + port);
    }
  }

  /**
   * HOST, HOST:PORT, [IPV6], [IPV6]:PORT or a bare IPv6 literal.
   *
   * @throws IllegalArgumentException when the text is none of them
   */
  public static MemberAddress parse(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("not an address HOST:PORT: " + text));
  }

  /** As {@link #parse}, empty instead of an exception. */
  public static Optional<MemberAddress> find(String text) {
    String trimmed = text.trim();
    if (trimmed.startsWith("[")) {
      int end = trimmed.indexOf(']');
      return end < 0 ? Optional.empty() : of(trimmed.substring(1, end), trimmed.substring(end + 1));
    }
    int first = trimmed.indexOf(':');
    boolean bareIpv6 = first >= 0 && trimmed.indexOf(':', first + 1) >= 0;
    if (first < 0 || bareIpv6) {
      return of(trimmed, "");
    }
    return of(trimmed.substring(0, first), trimmed.substring(first));
  }

  private static Optional<MemberAddress> of(String host, String colonPort) {
    try {
      if (colonPort.isEmpty()) {
        return Optional.of(new MemberAddress(host, DEFAULT_PORT));
      }
      if (!colonPort.startsWith(":")) {
        return Optional.empty();
      }
      return Optional.of(new MemberAddress(host, Integer.parseInt(colonPort.substring(1))));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Whether the server counts it as a localhost reference: localhost, 127.* and ::1. */
  public boolean isLoopback() {
    return host.equals("localhost")
        || host.equals("::1")
        || (host.startsWith("127.") && isIpLiteral());
  }

  /** Whether the host is an IP literal and no name. */
  public boolean isIpLiteral() {
    return host.indexOf(':') >= 0 || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  /** HOST:PORT, an IPv6 literal in brackets. */
  public String format() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public int compareTo(MemberAddress other) {
    int hosts = host.compareTo(other.host);
    return hosts != 0 ? hosts : Integer.compare(port, other.port);
  }

  @Override
  public String toString() {
    return format();
  }
}
