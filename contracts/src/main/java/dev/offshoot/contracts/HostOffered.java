package dev.offshoot.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person offers a machine of theirs. It belongs to no expansion; hearing it twice is once.
 *
 * @param hostId UUID of the machine; also in the place of an expansion's id
 * @param address HOST:PORT a member on it will have
 * @param site where it stands
 * @param tokenHash SHA-256 of the one-time token its agent enrols with, hexadecimal
 * @param tokenExpiresAt when an unused token ends
 * @param requestedBy who offers it
 */
public record HostOffered(
    String hostId,
    String address,
    @Nullable String site,
    String tokenHash,
    Instant tokenExpiresAt,
    String requestedBy) {}
