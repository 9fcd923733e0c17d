package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.time.Duration;
import java.util.Optional;

/** Opens conversations with single members. */
public interface MemberAdmins {

  /**
   * A conversation with one member. Opening does not connect: what is wrong with address or login
   * is the answer to the first command. Conversations with the same address and credential share
   * their connections, which go when idle.
   */
  MemberAdmin open(MemberAddress address, Credential credential);

  /** How its members are reached. */
  Transport transport();

  /** The same over another transport; what is opened of the two shares nothing. */
  MemberAdmins over(Transport transport);

  /** The certificate a member shows in a TLS handshake; empty when there is none to be seen. */
  Optional<ShownCertificate> certificate(MemberAddress address, Duration deadline);

  /** Whether a port that did not answer in clear answers a TLS greeting. */
  boolean speaksTls(MemberAddress address, Duration deadline);
}
