package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.protocol.MemberCertificateAnswer;

/** Where a certificate is asked for. */
@FunctionalInterface
public interface CertificateSource {

  /** Asks with a request (PEM). */
  Answer certificate(String request);

  /** What came of it. */
  sealed interface Answer {
    /** A certificate. */
    record Issued(MemberCertificateAnswer certificate) implements Answer {}

    /** Not now. */
    record NotNow(String reason) implements Answer {}

    /** Never, unless something is changed. */
    record Refused(String reason) implements Answer {}
  }
}
