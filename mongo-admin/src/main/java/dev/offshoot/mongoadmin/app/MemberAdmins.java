package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.time.Duration;

/** Opens conversations with single members. */
public interface MemberAdmins {

  /**
   * A conversation with one member. Opening does not connect: what is wrong with address or login
   * is the answer to the first command. Conversations with the same address and credential share
   * their connections, which go when idle.
   */
  MemberAdmin open(MemberAddress address, Credential credential);

  /** Whether a port that did not answer in clear answers a TLS greeting. */
  boolean speaksTls(MemberAddress address, Duration deadline);
}
