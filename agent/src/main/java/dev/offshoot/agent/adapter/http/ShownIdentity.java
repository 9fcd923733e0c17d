package dev.offshoot.agent.adapter.http;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows the agent's certificate to whoever asks for one; it has only this. */
final class ShownIdentity extends X509ExtendedKeyManager {

  private static final String ALIAS = "agent";

  private final PrivateKey key;
  private final List<X509Certificate> certificate;

  /** Shows nothing when the list is empty. */
  ShownIdentity(PrivateKey key, List<X509Certificate> certificate) {
    this.key = key;
    this.certificate = List.copyOf(certificate);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] kinds, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return certificate.isEmpty() || !List.of(kinds).contains("EC") ? null : ALIAS;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooseEngineClientAlias(kinds, issuers, null);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return certificate.toArray(new X509Certificate[0]);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }

  @Override
  public String @Nullable [] getClientAliases(String kind, Principal @Nullable [] issuers) {
    return certificate.isEmpty() ? null : new String[] {ALIAS};
  }

  @Override
  public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
