package dev.offshoot.planner.domain.design;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HOST:PORT of a member.
 *
 * @param host name or IP address, IPv6 without brackets
 * @param port port
 */
public record Address(String host, int port) {

  /** mongod's default port. */
  public static final int DEFAULT_PORT = 27017;

  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9._-]*))(?::(\\d{1,5}))?");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /** Reads HOST or HOST:PORT; empty when it is neither. */
  public static Optional<Address> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    int port = matcher.group(3) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(3));
    return port < 1 || port > 65535 ? Optional.empty() : Optional.of(new Address(host, port));
  }

  /**
   * Whether the server counts it as a localhost reference; such members cannot be mixed with others
   * (code 103, checked on mongod 6.0.5).
   */
  public boolean loopback() {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  /** Whether it is an IP address and not a name. */
  public boolean ip() {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  /** HOST:PORT as it stands in a configuration. */
  public String text() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
