package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.MongodTls;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;

/**
 * Is a certificate that others made the one this member needs? Members would refuse another one
 * only after it was added.
 *
 * @param hosts names and addresses it must name
 * @param tls what the plan says
 * @param key whose it must be; null when the key came with it
 * @param now against its validity
 */
record MemberCertificateCheck(
    List<String> hosts, MongodTls tls, @Nullable PublicKey key, Instant now) {

  private static final List<String> OF_CLUSTER = List.of("O", "OU", "DC");

  /** What is wrong, after "the certificate"; nothing when all is right. */
  Optional<String> wrong(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return Optional.of("is not there");
    }
    X509Certificate own = chain.getFirst();
    if (key != null && !key.equals(own.getPublicKey())) {
      return Optional.of("is not that of the key that asked");
    }
    if (now.isAfter(own.getNotAfter().toInstant())) {
      return Optional.of("ended at " + own.getNotAfter().toInstant());
    }
    List<String> unnamed = hosts.stream().filter(host -> !names(own, host)).toList();
    if (!unnamed.isEmpty()) {
      return Optional.of("does not name the host " + String.join(", ", unnamed));
    }
    String subject = own.getSubjectX500Principal().getName();
    return tls.provesByCertificate() && !ofCluster(subject).equals(ofCluster(tls.subject()))
        ? Optional.of("has the subject " + subject + ", members have " + ofCluster(tls.subject()))
        : Optional.empty();
  }

  private static boolean names(X509Certificate own, String host) {
    try {
      Collection<List<?>> names = own.getSubjectAlternativeNames();
      return names != null
          && names.stream().anyMatch(name -> host.equalsIgnoreCase(String.valueOf(name.get(1))));
    } catch (CertificateParsingException unreadable) {
      return false;
    }
  }

  private static List<String> ofCluster(String subject) {
    try {
      return new LdapName(subject)
          .getRdns().stream()
              .filter(part -> OF_CLUSTER.contains(part.getType().toUpperCase(Locale.ROOT)))
              .map(part -> part.getType() + "=" + part.getValue())
              .sorted()
              .toList();
    } catch (InvalidNameException unreadable) {
      return List.of(subject);
    }
  }
}
