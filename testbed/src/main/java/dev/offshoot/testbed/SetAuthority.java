package dev.offshoot.testbed;

import dev.offshoot.certificates.Authority;
import dev.offshoot.certificates.CertificateOrder;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import dev.offshoot.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of a set, as an organisation that runs MongoDB over TLS has one. */
public final class SetAuthority {

  private static final char[] NO_PASSWORD = {};

  private final Path folder;
  private final Authority authority = Authority.create("CN=Test Authority,O=Acme", validity());

  private SetAuthority(Path folder) {
    this.folder = PrivateFiles.folder(folder);
    var unused = write("ca.pem", pem());
  }

  /** Makes one; its files lie in this folder. */
  public static SetAuthority make(Path folder) {
    return new SetAuthority(folder);
  }

  private static CertificateOrder.Validity validity() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new CertificateOrder.Validity(
        now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(7)));
  }

  /** Its certificate, PEM. */
  public String pem() {
    return Pem.write(List.of(authority.certificate()));
  }

  /** Its certificate and key, PEM: what a person puts into a secret to have certificates made. */
  public String pemWithKey() {
    return pem() + Pem.write(authority.key());
  }

  /** File with its certificate. */
  public Path file() {
    return folder.resolve("ca.pem");
  }

  /**
   * A certificate and its key in a file of mode 0600.
   *
   * @param name of the file, without .pem
   * @param subject such as CN=db1,OU=db,O=Acme
   * @param host name or address the certificate is for
   */
  public Path certificate(String name, String subject, String host) {
    KeyPair keys = Keys.generate();
    return write(
        name + ".pem",
        Pem.write(List.of(issue(keys, subject, host))) + Pem.write(keys.getPrivate()));
  }

  private X509Certificate issue(KeyPair keys, String subject, String host) {
    return authority.issue(
        new CertificateOrder(
            keys.getPublic(),
            subject,
            List.of(host),
            CertificateOrder.Use.MEMBER,
            new BigInteger(120, new SecureRandom()),
            validity()));
  }

  /** A TLS context that trusts this authority and shows a certificate of its own. */
  public SSLContext context(String subject) {
    KeyPair keys = Keys.generate();
    X509Certificate certificate = issue(keys, subject, "client.test");
    try {
      KeyStore shown = empty();
      shown.setKeyEntry("own", keys.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(shown, NO_PASSWORD);
      KeyStore trusted = empty();
      trusted.setCertificateEntry("authority", authority.certificate());
      TrustManagerFactory trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
