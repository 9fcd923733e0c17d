package dev.offshoot.state.adapter.http;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.DeploymentTls;
import dev.offshoot.contracts.Observation;
import dev.offshoot.state.app.Deployment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as its user sees it.
 *
 * @param name its name
 * @param connectionString without password
 * @param credentials name of a secret
 * @param observeCredentials name of a secret
 * @param proveCredentials name of a secret
 * @param keyfile name of a secret
 * @param tls whether members are reached by TLS
 * @param tlsSecrets names of its secrets for TLS, and where a new member's certificate comes from
 * @param automaticApproval whether expansions may be approved automatically
 * @param hostChecks warn or enforce; absent for warn
 * @param addressTemplate what new members' addresses are made from
 * @param registeredAt when it was registered
 * @param observation the latest observation
 */
public record DeploymentView(
    String name,
    String connectionString,
    @Nullable String credentials,
    @Nullable String observeCredentials,
    @Nullable String proveCredentials,
    @Nullable String keyfile,
    boolean tls,
    @Nullable DeploymentTls tlsSecrets,
    boolean automaticApproval,
    @Nullable String hostChecks,
    @Nullable String addressTemplate,
    Instant registeredAt,
    @Nullable Observation observation) {

  static DeploymentView of(Deployment deployment) {
    DeploymentReference reference = deployment.reference();
    return new DeploymentView(
        reference.name(),
        reference.connectionString(),
        reference.credentials(),
        reference.observeCredentials(),
        reference.proveCredentials(),
        reference.keyfile(),
        deployment.tls(),
        reference.tls(),
        reference.automaticApproval(),
        reference.hostChecks(),
        reference.addressTemplate(),
        deployment.registeredAt(),
        deployment.observation());
  }
}
