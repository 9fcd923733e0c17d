package dev.offshoot.simulation.host;

import dev.offshoot.agent.app.MemberCertificate;
import dev.offshoot.agent.app.Members.KeyProof;
import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.protocol.MongodTls;

/** The simulated set has no TLS, so nobody asks. */
final class NoCertificate implements MemberCertificate {

  @Override
  public Look look(MongodTls tls, Address address) {
    return new Look.Refused("the simulated set has no TLS");
  }

  @Override
  public KeyProof prove(Address member) {
    return KeyProof.REFUSED;
  }
}
