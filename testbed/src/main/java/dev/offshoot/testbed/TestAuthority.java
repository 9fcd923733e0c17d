package dev.offshoot.testbed;

import dev.offshoot.certificates.Authority;
import dev.offshoot.certificates.CertificateOrder;
import dev.offshoot.certificates.CertificateOrder.Use;
import dev.offshoot.certificates.CertificateOrder.Validity;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A CA for tests, and both ends of a TLS connection that it signed. */
public final class TestAuthority {

  private static final char[] NO_PASSWORD = {};

  private final Authority authority;
  private final AtomicLong serials = new AtomicLong(1000);

  /** A CA of this name. */
  public TestAuthority(String name) {
    this.authority = Authority.create("CN=" + name, validity(Duration.ofDays(30)));
  }

  /** Its certificate, PEM. */
  public String pem() {
    return Pem.write(List.of(authority.certificate()));
  }

  /** Its certificate and its key, PEM: what a secret holds. */
  public String secret() {
    return pem() + key();
  }

  /** Its key, PEM. */
  public String key() {
    return Pem.write(authority.key());
  }

  /** A certificate to call with, that holds this long from now on. */
  public X509Certificate toCall(String commonName, PublicKey key, Duration life) {
    return issue("CN=" + commonName, key, List.of(), Use.CLIENT, validity(life));
  }

  /** A server of this name or address, which asks callers for certificates of this CA. */
  public SSLContext serving(String host) {
    KeyPair keys = Keys.generate();
    X509Certificate certificate =
        issue(
            "CN=" + host,
            keys.getPublic(),
            List.of(host),
            Use.SERVER,
            validity(Duration.ofDays(1)));
    return context(keys.getPrivate(), certificate, pem());
  }

  /**
   * A caller.
   *
   * @param key its key; absent when it shows no certificate
   * @param certificate its certificate
   * @param trusted CA certificates it trusts, PEM
   */
  public static SSLContext context(
      @Nullable PrivateKey key, @Nullable X509Certificate certificate, String trusted) {
    try {
      KeyStore own = empty();
      if (key != null && certificate != null) {
        own.setKeyEntry("own", key, NO_PASSWORD, new X509Certificate[] {certificate});
      }
      KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
      keys.init(own, NO_PASSWORD);
      KeyStore others = empty();
      int number = 0;
      for (X509Certificate ca : Pem.read(trusted).certificates()) {
        others.setCertificateEntry("ca-" + number++, ca);
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(others);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate issue(
      String subject, PublicKey key, List<String> names, Use use, Validity validity) {
    return authority.issue(
        new CertificateOrder(
            key, subject, names, use, BigInteger.valueOf(serials.incrementAndGet()), validity));
  }

  private static Validity validity(Duration life) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new Validity(now.minusSeconds(60), now.plus(life));
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
