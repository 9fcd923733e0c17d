package dev.offshoot.provisioner.app;

import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.HostWork;
import dev.offshoot.provisioner.domain.UserData;
import java.util.Optional;

/**
 * Writes the create call of a host from what the journal keeps of it: the same call however often,
 * so that one that may be open can be repeated.
 */
final class HostRequests {

  private final EnrolmentTokens tokens;
  private final String template;

  /**
   * @param template the user-data with its places left open
   */
  HostRequests(EnrolmentTokens tokens, String template) {
    this.tokens = tokens;
    this.template = template;
  }

  /** The call; nothing when the key of the tokens is missing, or no CA is known. */
  Optional<HostRequest> of(HostWork host) {
    return host.boot().agentAuthorities().isBlank()
        ? Optional.empty()
        : tokens.token(host).map(token -> request(host, token));
  }

  private HostRequest request(HostWork host, String token) {
    HostWork.Boot boot = host.boot();
    UserData userData =
        UserData.write(
            template,
            new UserData.Values(
                boot.agentUrl(), boot.agentSha256(), boot.agentAuthorities(), host.id(), token));
    return new HostRequest(
        host.id(), host.shape(), host.site(), host.address(), userData, host.placement());
  }
}
