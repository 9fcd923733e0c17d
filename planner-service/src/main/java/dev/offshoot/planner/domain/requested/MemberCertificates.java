package dev.offshoot.planner.domain.requested;

import org.jspecify.annotations.Nullable;

/**
 * Where the certificate of a new member comes from. Files and command are those of
 * installer-service's own settings: what runs there is not for a request to say.
 *
 * @param from authority (a secret holds an authority's certificate and key), files or command
 * @param secret name of the authority's secret; absent for files and command
 */
public record MemberCertificates(String from, @Nullable String secret) {

  /** An authority whose certificate and key are in a secret. */
  public static final String AUTHORITY = "authority";

  /** Files named after the member's host, in a folder of installer-service. */
  public static final String FILES = "files";

  /** A command of installer-service: request on standard input, certificate on standard output. */
  public static final String COMMAND = "command";
}
