package dev.offshoot.agent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A member's certificate; the same for the same key, however often it is asked for.
 *
 * @param certificates PEM, the member's first, then those that lead to the authority
 * @param key the certificate's key (PEM) where it did not come of the request but was made with the
 *     certificate by people; absent otherwise
 */
public record MemberCertificateAnswer(String certificates, @Nullable Secret key) {}
