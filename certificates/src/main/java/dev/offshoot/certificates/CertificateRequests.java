package dev.offshoot.certificates;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificate requests (PKCS#10) as PEM, for a CA that is not ours. */
public final class CertificateRequests {

  private CertificateRequests() {}

  /**
   * What a request asks for.
   *
   * @param key whose certificate it would be; whoever asks has shown that he holds its private key
   * @param subject distinguished name as RFC 4514 writes it
   */
  public record Asked(PublicKey key, String subject) {}

  /** Writes a request that is signed with the key it names. */
  public static String write(KeyPair keys, String subject, List<String> names) {
    JcaPKCS10CertificationRequestBuilder builder =
        new JcaPKCS10CertificationRequestBuilder(new X500Principal(subject), keys.getPublic());
    try {
      if (!names.isEmpty()) {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(AlternativeNames.of(names)));
        builder.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
      }
      PKCS10CertificationRequest request =
          builder.build(
              new JcaContentSignerBuilder(Signatures.of(keys.getPrivate()))
                  .build(keys.getPrivate()));
      return Pem.write("CERTIFICATE REQUEST", request.getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("a certificate request cannot be written", e);
    }
  }

  /**
   * Reads a request and checks that it is signed with the key it names.
   *
   * @throws IllegalArgumentException when it is not
   */
  public static Asked read(String text) {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      if (!(parser.readObject() instanceof PKCS10CertificationRequest parsed)) {
        throw new IllegalArgumentException("not a certificate request");
      }
      JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(parsed);
      PublicKey key = request.getPublicKey();
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new IllegalArgumentException("not signed with the key it names");
      }
      return new Asked(key, new X500Principal(request.getSubject().getEncoded()).getName());
    } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
      throw new IllegalArgumentException("a certificate request that cannot be read");
    }
  }
}
