package dev.offshoot.installer.adapter.mongo;

import dev.offshoot.installer.domain.AgentCertificate;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A certificate as it stands in a host's document. */
final class AgentCertificates {

  private AgentCertificates() {}

  static @Nullable Document write(@Nullable AgentCertificate certificate) {
    return certificate == null
        ? null
        : new Document("pem", certificate.pem())
            .append("serial", certificate.serial())
            .append("authority", certificate.authority())
            .append("notBefore", Date.from(certificate.notBefore()))
            .append("notAfter", Date.from(certificate.notAfter()));
  }

  static @Nullable AgentCertificate read(@Nullable Document document) {
    return document == null
        ? null
        : new AgentCertificate(
            document.getString("pem"),
            document.getString("serial"),
            document.getString("authority"),
            document.getDate("notBefore").toInstant(),
            document.getDate("notAfter").toInstant());
  }
}
