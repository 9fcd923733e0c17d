package dev.offshoot.agent.protocol;

/**
 * What an agent asks for its mongod; the first key that asks is the only one that gets a
 * certificate.
 *
 * @param request certificate request (PKCS #10, PEM), signed with the key it is for
 */
public record MemberCertificateRequest(String request) {}
