package dev.offshoot.installer.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.installer.domain.HostWork;
import java.util.Optional;

/** What a refused enrolment means for the host that was asked for. */
final class Refusals {

  static final String TOKEN_ALREADY_USED = "TOKEN_ALREADY_USED";
  static final String TOKEN_EXPIRED = "TOKEN_EXPIRED";

  private Refusals() {}

  /**
   * Why a host cannot be trusted with a member any more. Who of two that have the token is the host
   * cannot be told, so neither becomes a member.
   */
  static Optional<Cause> cause(HostWork host, Agents.Known known) {
    String code = known.identity().refusal();
    if (code == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (code) {
          case TOKEN_ALREADY_USED ->
              new Cause(
                  "install",
                  code,
                  "the one-time token of host "
                      + host.hostRequestId()
                      + " ("
                      + host.address()
                      + ") was used with two keys, so one of them is not this host's",
                  "find out who can read the user-data of this host, then ask again");
          default ->
              new Cause(
                  "install",
                  code,
                  "the agent of host "
                      + host.hostRequestId()
                      + " ("
                      + host.address()
                      + ") first asked after its one-time token had ended at "
                      + known.expected().tokenExpiresAt(),
                  "see why the host took so long to boot, then ask again");
        });
  }
}
