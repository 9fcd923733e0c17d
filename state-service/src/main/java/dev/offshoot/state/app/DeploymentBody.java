package dev.offshoot.state.app;

import dev.offshoot.contracts.DeploymentReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of PUT /deployments/{name}. Secrets are named, never embedded.
 *
 * @param connectionString mongodb:// connection string without password
 * @param credentials secret with user:password; serves for those left out
 * @param observeCredentials secret of the user that observes
 * @param proveCredentials secret of the user that reads all data
 * @param keyfile secret with the keyfile's content
 * @param tls how members are reached by TLS, or only whether; as the connection string says when
 *     absent
 * @param automaticApproval whether expansions may be approved automatically; false when absent
 * @param hostChecks warn or enforce: whether a new host that is not as MongoDB asks is refused;
 *     warn when absent
 * @param addressTemplate what new members' addresses are made from; see {@link
 *     dev.offshoot.state.domain.AddressTemplateRules}
 */
public record DeploymentBody(
    @Nullable String connectionString,
    @Nullable String credentials,
    @Nullable String observeCredentials,
    @Nullable String proveCredentials,
    @Nullable String keyfile,
    @Nullable TlsBody tls,
    @Nullable Boolean automaticApproval,
    @Nullable String hostChecks,
    @Nullable String addressTemplate) {

  DeploymentReference reference(String name, String connection) {
    return new DeploymentReference(
        name,
        connection,
        credentials,
        observeCredentials,
        proveCredentials,
        keyfile,
        Boolean.TRUE.equals(automaticApproval),
        tls == null ? null : tls.named(),
        hostChecks,
        addressTemplate);
  }

  boolean wantsTls() {
    return Boolean.TRUE.equals(saysTls());
  }

  /** Null when it does not say. */
  @Nullable Boolean saysTls() {
    return tls == null ? null : tls.wanted();
  }
}
