package dev.offshoot.state.config;

import dev.offshoot.access.adapter.Doorkeeper;
import dev.offshoot.access.config.OpenIdConfig;
import dev.offshoot.stage.app.Secrets;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes what knows the callers. */
@Singleton
public class AccessWiring {

  private static final Logger LOG = Logger.getLogger(AccessWiring.class);

  @Produces
  @Singleton
  Doorkeeper doorkeeper(StateConfig config, OpenIdConfig openId, Secrets secrets) {
    return new Doorkeeper(
        Doorkeeper.Sources.of(
                config.apiTokenFile(), () -> secrets.find(config.apiTokensSecret()), LOG::error)
            .and(OpenIdConfig.settings(openId)));
  }
}
