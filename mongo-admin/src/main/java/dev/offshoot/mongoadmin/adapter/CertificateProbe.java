package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.app.ShownCertificate;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Shakes hands once, as every connection does, and reads the member's certificate. */
final class CertificateProbe {

  private final MemberAddress address;
  private final SSLContext context;

  CertificateProbe(MemberAddress address, SSLContext context) {
    this.address = address;
    this.context = context;
  }

  Optional<ShownCertificate> look(Duration deadline) {
    int millis = (int) deadline.toMillis();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address.host(), address.port()), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, address.host(), address.port(), true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
            ? Optional.of(
                new ShownCertificate(
                    shown.getSubjectX500Principal().getName(), shown.getNotAfter().toInstant()))
            : Optional.empty();
      }
    } catch (IOException notSeen) {
      return Optional.empty();
    }
  }
}
