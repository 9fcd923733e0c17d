package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A mongod that waits to be added.
 *
 * @param memberId _id of the planned member
 * @param hostRequestId host it runs on
 * @param address HOST:PORT it answers at
 * @param version version mongod itself reported
 * @param dataPath where its data is on the host
 * @param profile the host profile as the agent reported it
 * @param hostNote what was set on the host, in what it is not as MongoDB asks, and from which
 *     members' hosts it is reached; absent for nothing
 */
public record InstalledMember(
    int memberId,
    String hostRequestId,
    String address,
    String version,
    String dataPath,
    JsonNode profile,
    @Nullable String hostNote) {}
