package dev.offshoot.testbed;

import dev.offshoot.embedded.PrivateFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority made for one test, as an organisation that runs MongoDB over TLS has one. */
public final class TestAuthority {

  private static final String SIGNATURE = "SHA256withRSA";
  private static final Duration LASTS = Duration.ofDays(7);
  private static final char[] NO_PASSWORD = {};

  private final Path folder;
  private final KeyPair keys = keyPair();
  private final X509Certificate own;

  private TestAuthority(Path folder, String subject) {
    this.folder = PrivateFiles.folder(folder);
    X500Principal name = new X500Principal(subject);
    this.own = sign(name, name, keys, keys, true, "");
    write("ca.pem", pem(own));
    write("ca-with-key.pem", pem(own) + pem(keys));
  }

  /** Makes one; its files lie in this folder. */
  public static TestAuthority make(Path folder) {
    return new TestAuthority(folder, "CN=Test Authority,O=Acme");
  }

  /** Its certificate, PEM. */
  public String pem() {
    return pem(own);
  }

  /** Its certificate and key, PEM: what a person puts into a secret to have certificates made. */
  public String pemWithKey() {
    return pem(own) + pem(keys);
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
    KeyPair fresh = keyPair();
    X509Certificate certificate =
        sign(new X500Principal(subject), own.getSubjectX500Principal(), fresh, keys, false, host);
    return write(name + ".pem", pem(certificate) + pem(fresh));
  }

  /** A TLS context that trusts this authority and shows a certificate of its own. */
  public SSLContext context(String subject) {
    try {
      KeyPair fresh = keyPair();
      X509Certificate certificate =
          sign(
              new X500Principal(subject),
              own.getSubjectX500Principal(),
              fresh,
              keys,
              false,
              "client.test");
      KeyStore shown = empty();
      shown.setKeyEntry(
          "own", fresh.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate, own});
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(shown, NO_PASSWORD);
      KeyStore trusted = empty();
      trusted.setCertificateEntry("authority", own);
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

  private static X509Certificate sign(
      X500Principal subject,
      X500Principal issuer,
      KeyPair of,
      KeyPair by,
      boolean authority,
      String host) {
    try {
      Instant now = Instant.now();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(120, new SecureRandom()),
              Date.from(now.minus(Duration.ofHours(1))),
              Date.from(now.plus(LASTS)),
              subject,
              of.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!authority) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
        boolean address = host.matches("[0-9.]+|.*:.*");
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host)));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder(SIGNATURE).build(by.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Object what) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          what instanceof KeyPair pair ? new JcaPKCS8Generator(pair.getPrivate(), null) : what);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.deleteIfExists(file);
      Files.createFile(
          file,
          PosixFilePermissions.asFileAttribute(
              PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
