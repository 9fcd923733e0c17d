package dev.offshoot.agent.protocol;

/**
 * What an agent asks a certificate with: its first one and every later one. The first key that uses
 * a token owns it for ever; from then on the key is the identity, and the token is needed no more.
 *
 * @param hostRequestId the host request the host was booted for
 * @param token one-time token from the user-data; empty once it was used
 * @param publicKey public key on the curve P-256, X.509 encoding, Base64
 * @param proof shows that the private key is held: see {@link KeyProof}
 */
public record Enrolment(String hostRequestId, Secret token, String publicKey, String proof) {}
