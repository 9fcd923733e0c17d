package dev.offshoot.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One host that was made or claimed.
 *
 * @param hostRequestId the host request it answers; also the host's id
 * @param memberId _id of the planned member
 * @param provider who holds it
 * @param site where it stands
 * @param address HOST:PORT the member will have
 * @param providerReference the provider's own name of it, such as a directory or an instance id
 * @param tokenHash SHA-256 of the one-time enrolment token, hexadecimal
 * @param tokenExpiresAt when the token ends
 * @param claimed the machine it is, when it was there before; absent for one that was made
 */
public record ProvisionedHost(
    String hostRequestId,
    int memberId,
    String provider,
    @Nullable String site,
    String address,
    String providerReference,
    String tokenHash,
    Instant tokenExpiresAt,
    @Nullable ClaimedHost claimed) {}
