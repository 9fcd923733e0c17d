package dev.offshoot.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.testbed.SetAuthority;
import dev.offshoot.testbed.SetTls;
import java.nio.file.Path;

/** What a set with TLS needs to be registered with: an authority, a certificate, all as secrets. */
final class DemoTls {
  private static final String CA = "orders-ca";
  private static final String CLIENT = "orders-client";

  /** Secret with the authority's key, by which the new member's certificate is issued. */
  static final String AUTHORITY = "orders-authority";

  private DemoTls() {}

  /** Keeps the secrets, and names them in the body of a registration. */
  static void addTo(ObjectNode body, SetTls set, Path secrets) {
    SetAuthority authority = set.authority();
    PrivateFiles.write(secrets.resolve(CA), authority.pem());
    PrivateFiles.write(
        secrets.resolve(CLIENT),
        PrivateFiles.read(
            authority.certificate("offshoot", "CN=offshoot,O=Acme", "offshoot.test")));
    PrivateFiles.write(secrets.resolve(AUTHORITY), authority.pemWithKey());
    ObjectNode tls = body.putObject("tls").put("ca", CA).put("certificate", CLIENT);
    tls.putObject("memberCertificates").put("from", "authority").put("secret", AUTHORITY);
  }

  /** The first line of a private key in PEM, enough to know it by. */
  static String firstLine(String pem) {
    return pem.substring(pem.indexOf("PRIVATE KEY-----")).lines().skip(1).findFirst().orElseThrow();
  }
}
