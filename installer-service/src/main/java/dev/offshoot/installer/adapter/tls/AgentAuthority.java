package dev.offshoot.installer.adapter.tls;

import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.KeyProof;
import dev.offshoot.agent.protocol.Sha256;
import dev.offshoot.certificates.Authority;
import dev.offshoot.certificates.CertificateOrder;
import dev.offshoot.certificates.CertificateOrder.Use;
import dev.offshoot.certificates.CertificateOrder.Validity;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import dev.offshoot.certificates.SerialNumber;
import dev.offshoot.installer.app.CertificateIssuer;
import dev.offshoot.installer.domain.AgentCertificate;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The CA of agents as the secret has it now, and this service's own certificate for its name. The
 * key of that certificate is made at every start and written nowhere.
 */
public final class AgentAuthority implements CertificateIssuer {

  private final String host;
  private final Duration life;
  private final KeyPair own = Keys.generate();
  private volatile State state;

  /**
   * The CA of this bundle.
   *
   * @param host name or address by which agents call this service
   * @param life how long a certificate of an agent holds
   */
  AgentAuthority(AuthorityBundle bundle, String host, Duration life) {
    this.host = host;
    this.life = life;
    this.state = state(bundle);
  }

  /** Everything that changes at once when the secret does. */
  private record State(AuthorityBundle bundle, String authorities, List<X509Certificate> served) {}

  /** Whether this bundle is another than before; it is the one from now on. */
  boolean replace(AuthorityBundle bundle) {
    if (bundle.equals(state.bundle())) {
      return false;
    }
    state = state(bundle);
    return true;
  }

  private State state(AuthorityBundle bundle) {
    X509Certificate signer = bundle.serving().certificate();
    X509Certificate served =
        bundle
            .serving()
            .issue(
                new CertificateOrder(
                    own.getPublic(),
                    "CN=installer-service",
                    List.of(host),
                    Use.SERVER,
                    SerialNumber.of("installer-service", own.getPublic()),
                    // It is as old as its CA, whatever the clock of a host that boots says.
                    new Validity(
                        signer.getNotBefore().toInstant(), signer.getNotAfter().toInstant())));
    return new State(bundle, Pem.write(bundle.trusted()), List.of(served, signer));
  }

  @Override
  public boolean isProven(Enrolment request) {
    return KeyProof.holds(request);
  }

  @Override
  public AgentCertificate issue(String hostRequestId, String publicKey, Instant now) {
    Authority signing = state.bundle().signing();
    Instant from = now.truncatedTo(ChronoUnit.SECONDS);
    Instant end = signing.certificate().getNotAfter().toInstant();
    Instant until = from.plus(life).isBefore(end) ? from.plus(life) : end;
    PublicKey key = Keys.readPublic(publicKey);
    BigInteger serial = SerialNumber.of(hostRequestId + "/" + from, key);
    X509Certificate issued =
        signing.issue(
            new CertificateOrder(
                key,
                "CN=" + hostRequestId,
                List.of(),
                Use.CLIENT,
                serial,
                new Validity(from, until)));
    return new AgentCertificate(
        Pem.write(List.of(issued)), serial.toString(16), signs(), from, until);
  }

  @Override
  public String signs() {
    return Sha256.of(state.bundle().signing().certificate().getPublicKey().getEncoded());
  }

  @Override
  public String authorities() {
    return state.authorities();
  }

  /** The CAs by which a certificate of an agent is known. */
  List<X509Certificate> trusted() {
    return state.bundle().trusted();
  }

  /** This service's own certificate and the CA that signed it. */
  X509Certificate[] served() {
    return state.served().toArray(new X509Certificate[0]);
  }

  /** This service's own key. */
  KeyPair own() {
    return own;
  }
}
