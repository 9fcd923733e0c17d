package dev.offshoot.state.domain;

import java.util.List;
import java.util.Locale;

/**
 * Finds secrets in a connection string, before anything else reads, stores or repeats it. Rather
 * finds one too many: any text before an {@code @} that holds a colon counts as user and password,
 * wherever it stands (in an option's value an {@code @} must be written {@code %40} anyway).
 */
public final class ConnectionStringSecrets {

  private static final List<String> SECRET_OPTIONS =
      List.of(
          "aws_session_token", "tlscertificatekeyfilepassword", "sslclientcertificatekeypassword");

  private ConnectionStringSecrets() {}

  /** Whether the text holds a password or another secret. */
  public static boolean present(String connectionString) {
    int scheme = connectionString.indexOf("://");
    String rest = scheme < 0 ? connectionString : connectionString.substring(scheme + 3);
    int at = rest.lastIndexOf('@');
    if (at >= 0 && rest.substring(0, at).contains(":")) {
      return true;
    }
    String options = connectionString.toLowerCase(Locale.ROOT);
    return SECRET_OPTIONS.stream().anyMatch(options::contains);
  }
}
