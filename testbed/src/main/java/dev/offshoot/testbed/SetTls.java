package dev.offshoot.testbed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLContext;

/**
 * The TLS of a test's set: an authority of its own, a certificate for each member, one for
 * applications. Clients of this JVM that say tls=true trust it and show the application's.
 */
public final class SetTls {

  private static final String OF_MEMBERS = ",OU=db,O=Acme";
  private static final ConcurrentMap<String, SetTls> BY_ADDRESS = new ConcurrentHashMap<>();

  private final SetAuthority authority;
  private final String mode;
  private final boolean x509;
  private final SSLContext application;
  private final SSLContext member;

  SetTls(Path folder, String mode, boolean x509) {
    this.authority = SetAuthority.make(folder);
    this.mode = mode;
    this.x509 = x509;
    this.application = authority.context("CN=application,OU=apps,O=Acme");
    this.member = authority.context("CN=testbed" + OF_MEMBERS);
    SSLContext.setDefault(application);
  }

  /** Who signed the members' certificates. */
  public SetAuthority authority() {
    return authority;
  }

  boolean x509() {
    return x509;
  }

  SSLContext application() {
    return application;
  }

  SSLContext member() {
    return member;
  }

  /** Arguments of the mongod at this address. */
  List<String> arguments(String name, String address) {
    BY_ADDRESS.put(address, this);
    String host = address.substring(0, address.lastIndexOf(':'));
    Path certificate = authority.certificate(name, "CN=" + name + OF_MEMBERS, host);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--tlsMode=" + mode,
                "--tlsCertificateKeyFile=" + certificate,
                "--tlsCAFile=" + authority.file(),
                "--tlsDisabledProtocols=TLS1_0,TLS1_1"));
    if (x509) {
      arguments.add("--clusterAuthMode=x509");
    }
    return arguments;
  }

  /** Of the mongod that listens there, if it was made with TLS. */
  static Optional<SetTls> at(String address) {
    return Optional.ofNullable(BY_ADDRESS.get(address));
  }

  /** Says that a mongod which joined the set listens there. */
  public void joinedBy(String address) {
    BY_ADDRESS.put(address, this);
  }
}
