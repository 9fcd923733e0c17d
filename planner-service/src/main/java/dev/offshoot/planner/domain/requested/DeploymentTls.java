package dev.offshoot.planner.domain.requested;

import org.jspecify.annotations.Nullable;

/**
 * How members are reached by TLS. Secrets are named, never embedded.
 *
 * @param ca name of the secret with the certificates (PEM) that members' certificates are judged
 *     by; also the CAFile of a new member. The runtime's own authorities judge where absent
 * @param certificate name of the secret with the certificate and key (PEM) that Offshoot's services
 *     show; absent where members let in clients without one
 * @param memberCertificates where a new member's certificate comes from; absent when from nowhere
 */
public record DeploymentTls(
    @Nullable String ca,
    @Nullable String certificate,
    @Nullable MemberCertificates memberCertificates) {}
