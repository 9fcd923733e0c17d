package dev.offshoot.access.adapter;

import dev.offshoot.access.domain.ClaimRules;
import java.net.URI;
import java.util.Set;

/**
 * Whose tokens count besides our own.
 *
 * @param issuer as it stands in the tokens; its configuration is read below it
 * @param audience what a token must be meant for
 * @param rules how its claims become a caller
 */
public record OpenIdSettings(URI issuer, String audience, ClaimRules rules) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException naming the key, when keys would be fetched in the clear from
   *     another machine, or when any token of the issuer would do, whomever it was made for
   */
  public OpenIdSettings {
    if (!isSafe(issuer)) {
      throw new IllegalArgumentException(
          "offshoot.oidc.issuer " + issuer + " is no https address, and not on this machine");
    }
    if (audience.isBlank()) {
      throw new IllegalArgumentException(
          "offshoot.oidc.audience is missing: without it every token of "
              + issuer
              + " would count, whomever it was made for");
    }
  }

  /** Whether nobody on the way can change what is read from there. */
  static boolean isSafe(URI address) {
    String host = address.getHost();
    return host != null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && LOOPBACK.contains(host)));
  }
}
