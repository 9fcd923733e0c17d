package dev.offshoot.agent.protocol;

/**
 * The identity an agent was given. The same key gets the same answer however often it asks, until
 * its certificate is half over.
 *
 * @param agentId its name
 * @param hostRequestId the host request it belongs to
 * @param certificate its certificate, PEM
 * @param authorities the CA certificates to trust from now on, PEM, one after another
 */
public record EnrolmentAnswer(
    String agentId, String hostRequestId, String certificate, String authorities) {}
