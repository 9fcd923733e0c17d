package dev.offshoot.agent.protocol;

/**
 * What an agent says first: the one-time token of its host request and the public key it will sign
 * with. The first key that uses a token owns it for ever.
 *
 * @param hostRequestId the host request the host was booted for
 * @param token one-time token from the user-data
 * @param publicKey Ed25519 public key, X.509 encoding, Base64
 */
public record Enrolment(String hostRequestId, Secret token, String publicKey) {}
