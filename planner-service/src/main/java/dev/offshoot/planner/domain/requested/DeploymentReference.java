package dev.offshoot.planner.domain.requested;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a registered replica set. Secrets are named, never embedded.
 *
 * @param name the name it is registered under; key and subject of every event
 * @param connectionString mongodb:// connection string without user and password
 * @param credentials name of the secret that holds user:password for changing the set; absent when
 *     access control is off
 * @param observeCredentials name of the secret for observing; the first one serves where absent
 * @param proveCredentials name of the secret for proving; the first one serves where absent
 * @param keyfile name of the secret that holds the keyfile
 * @param automaticApproval whether expansions may be approved automatically
 * @param tls how members are reached by TLS; absent when the connection string alone says how
 * @param addressTemplate HOST or HOST:PORT with placeholders, that new members on hosts elsewhere
 *     get their address from; absent when each is asked for
 */
public record DeploymentReference(
    String name,
    String connectionString,
    @Nullable String credentials,
    @Nullable String observeCredentials,
    @Nullable String proveCredentials,
    @Nullable String keyfile,
    boolean automaticApproval,
    @Nullable DeploymentTls tls,
    @Nullable String addressTemplate) {}
