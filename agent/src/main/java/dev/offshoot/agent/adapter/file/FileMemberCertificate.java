package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.MemberCertificate;
import dev.offshoot.agent.app.Members.KeyProof;
import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.protocol.MemberCertificateAnswer;
import dev.offshoot.agent.protocol.MongodTls;
import dev.offshoot.certificates.CertificateRequests;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Files beside mongod.conf: the request and its key until the certificate is there, then
 * certificate and key in one file, as mongod reads them. All of mode 0600.
 */
public final class FileMemberCertificate implements MemberCertificate {

  private final MongodFolder folder;
  private final CertificateSource source;
  private final Function<Address, KeyProof> proof;

  /** In this folder, asking there, proving so. */
  public FileMemberCertificate(
      MongodFolder folder, CertificateSource source, Function<Address, KeyProof> proof) {
    this.folder = folder;
    this.source = source;
    this.proof = proof;
  }

  @Override
  public Look look(MongodTls tls, Address address) {
    String authorities = tls.authorities();
    if (authorities == null) {
      return new Look.NotNow("the goal came without the set's authorities");
    }
    try {
      if (Files.exists(folder.certificate())) {
        PrivateFiles.write(folder.authorities(), authorities, PrivateFiles.OWNER);
        return new Look.Ready(folder.certificate().toString(), folder.authorities().toString());
      }
      return ask(tls, address);
    } catch (IOException e) {
      return new Look.NotNow("cannot write below " + folder.root() + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return new Look.Refused(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public KeyProof prove(Address member) {
    return proof.apply(member);
  }

  private Look ask(MongodTls tls, Address address) throws IOException {
    return switch (source.certificate(request(tls, address))) {
      case CertificateSource.Answer.NotNow(String reason) -> new Look.NotNow(reason);
      case CertificateSource.Answer.Refused(String reason) -> new Look.Refused(reason);
      case CertificateSource.Answer.Issued(MemberCertificateAnswer answer) -> {
        String key = answer.key() == null ? read(folder.certificateKey()) : answer.key().value();
        PrivateFiles.write(folder.certificate(), key + answer.certificates(), PrivateFiles.OWNER);
        Files.deleteIfExists(folder.certificateKey());
        Files.deleteIfExists(folder.certificateRequest());
        yield new Look.Received();
      }
    };
  }

  /** Kept as it is once made: an authority that is asked twice sees one request. */
  private String request(MongodTls tls, Address address) throws IOException {
    String kept = read(folder.certificateRequest());
    if (kept != null) {
      return kept;
    }
    KeyPair keys = Keys.generate();
    List<String> hosts = new ArrayList<>(List.of(address.host()));
    hosts.addAll(tls.otherHosts());
    String request = CertificateRequests.write(keys, tls.subject(), hosts);
    PrivateFiles.write(folder.certificateKey(), Pem.write(keys.getPrivate()), PrivateFiles.OWNER);
    PrivateFiles.write(folder.certificateRequest(), request, PrivateFiles.OWNER);
    return request;
  }

  private static @Nullable String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : null;
  }
}
