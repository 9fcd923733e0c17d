package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The agent of a machine that a person offered was heard, and what it told of the machine. Said
 * again while it is heard; the latest one per machine wins, and a machine of which nothing is said
 * any more is silent.
 *
 * @param hostId UUID of the machine
 * @param address HOST:PORT a member on it will have
 * @param site where it stands
 * @param cpus processors
 * @param memoryBytes memory
 * @param diskBytes disk free for a member
 * @param profile all that its agent told
 * @param seenAt when its agent was heard last
 */
public record HostSeen(
    String hostId,
    String address,
    @Nullable String site,
    double cpus,
    long memoryBytes,
    long diskBytes,
    JsonNode profile,
    Instant seenAt) {}
