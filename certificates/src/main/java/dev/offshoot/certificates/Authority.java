package dev.offshoot.certificates;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A CA with its key. It signs whatever it is ordered to: who may have a certificate is decided
 * elsewhere.
 *
 * @param key private key; never shown
 * @param certificate its own certificate
 */
public record Authority(PrivateKey key, X509Certificate certificate) {

  /** A new CA that signs its own certificate. */
  public static Authority create(String subject, CertificateOrder.Validity validity) {
    KeyPair keys = Keys.generate();
    X500Principal name = new X500Principal(subject);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(validity.from()),
            Date.from(validity.until()),
            name,
            keys.getPublic());
    try {
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(keys.getPublic()));
      return new Authority(keys.getPrivate(), sign(builder, keys.getPrivate()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a CA certificate cannot be written", e);
    }
  }

  /**
   * Signs a certificate.
   *
   * @throws IllegalArgumentException when subject or names cannot stand in a certificate
   */
  public X509Certificate issue(CertificateOrder order) {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            certificate,
            order.serial(),
            Date.from(order.validity().from()),
            Date.from(order.validity().until()),
            new X500Principal(order.subject()),
            order.key());
    try {
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(Extension.extendedKeyUsage, false, purposes(order.use()))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(order.key()))
          .addExtension(Extension.authorityKeyIdentifier, false, ownIdentifier(extensions));
      if (!order.names().isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(AlternativeNames.of(order.names())));
      }
      return sign(builder, key);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a certificate cannot be written", e);
    }
  }

  /** As its certificate says: another CA may have named its key in another way than we would. */
  private AuthorityKeyIdentifier ownIdentifier(JcaX509ExtensionUtils extensions) {
    byte[] said = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    return said == null
        ? extensions.createAuthorityKeyIdentifier(certificate.getPublicKey())
        : new AuthorityKeyIdentifier(
            SubjectKeyIdentifier.getInstance(ASN1OctetString.getInstance(said).getOctets())
                .getKeyIdentifier());
  }

  private static ExtendedKeyUsage purposes(CertificateOrder.Use use) {
    List<KeyPurposeId> purposes = new ArrayList<>();
    if (use != CertificateOrder.Use.CLIENT) {
      purposes.add(KeyPurposeId.id_kp_serverAuth);
    }
    if (use != CertificateOrder.Use.SERVER) {
      purposes.add(KeyPurposeId.id_kp_clientAuth);
    }
    return new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0]));
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, IOException {
    try {
      return Pem.certificate(
          builder.build(new JcaContentSignerBuilder(Signatures.of(key)).build(key)).getEncoded());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("the CA's key cannot sign", e);
    }
  }

  @Override
  public String toString() {
    return "Authority[" + certificate.getSubjectX500Principal() + "]";
  }
}
