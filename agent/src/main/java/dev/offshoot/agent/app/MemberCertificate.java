package dev.offshoot.agent.app;

import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.protocol.MongodTls;

/**
 * The certificate and key of this host's mongod. The key is made on the host and never leaves it,
 * unless people made key and certificate together.
 */
public interface MemberCertificate {

  /** Looks whether both are there, and takes the next step when they are not. */
  Look look(MongodTls tls, Address address);

  /** Logs in to this member as a member, by the certificate. */
  Members.KeyProof prove(Address member);

  /** Where it stands. */
  sealed interface Look {
    /**
     * There, for this host.
     *
     * @param certificateFile certificate and key
     * @param authoritiesFile certificates others are judged by
     */
    record Ready(String certificateFile, String authoritiesFile) implements Look {}

    /** Just received. */
    record Received() implements Look {}

    /** Not now. */
    record NotNow(String reason) implements Look {}

    /** Never, unless something is changed. */
    record Refused(String reason) implements Look {}
  }
}
