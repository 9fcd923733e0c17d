package dev.offshoot.installer.adapter.tls;

import dev.offshoot.installer.config.InstallerConfig;
import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;

/**
 * The listener for agents: an address of its own, TLS 1.3 and nothing older, certificates asked for
 * and needed for all but the first calls.
 */
@Singleton
@Identifier("agents")
public class AgentListener implements KeyStoreProvider, HttpServerOptionsCustomizer {

  private final AgentAuthority authority;
  private final InstallerConfig config;

  /** Wired by CDI. */
  public AgentListener(AgentAuthority authority, InstallerConfig config) {
    this.authority = authority;
    this.config = config;
  }

  @Override
  public KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
    try {
      KeyStore none = KeyStore.getInstance(KeyStore.getDefaultType());
      none.load(null, null);
      return new KeyStoreAndKeyCertOptions(
          none, KeyCertOptions.wrap(new ServedIdentity(authority)));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK has no key store", e);
    }
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options
        .setHost(config.agentsHost())
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setClientAuth(ClientAuth.REQUEST)
        .setTrustOptions(TrustOptions.wrap(new AgentTrust(authority)));
  }
}
