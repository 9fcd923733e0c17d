package dev.offshoot.agent.protocol;

import java.time.Instant;

/**
 * The identity an agent was given; the same key gets the same answer however often it asks.
 *
 * @param agentId name under which it signs
 * @param hostRequestId the host request it belongs to
 * @param serverTime time of installer-service, against which signatures are dated
 */
public record EnrolmentAnswer(String agentId, String hostRequestId, Instant serverTime) {}
