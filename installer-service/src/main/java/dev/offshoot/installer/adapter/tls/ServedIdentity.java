package dev.offshoot.installer.adapter.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows this service's certificate of the moment at every handshake. */
final class ServedIdentity extends X509ExtendedKeyManager {

  private static final String ALIAS = "installer-service";
  private static final String KIND = "EC";

  private final AgentAuthority authority;

  ServedIdentity(AgentAuthority authority) {
    this.authority = authority;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String kind, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return KIND.equals(kind) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return KIND.equals(kind) ? ALIAS : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return authority.served();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return authority.own().getPrivate();
  }

  @Override
  public String[] getServerAliases(String kind, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String @Nullable [] getClientAliases(String kind, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
