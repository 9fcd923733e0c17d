package dev.offshoot.state.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of state-service. */
@ConfigMapping(prefix = "offshoot.state")
public interface StateConfig {

  /** How often a deployment is looked at while no expansion runs. */
  @WithDefault("PT30S")
  Duration observationInterval();

  /** Limit of one command to a member. */
  @WithDefault("PT5S")
  Duration memberDeadline();

  /** File that holds the API's bearer token; without it every call is refused. */
  @WithDefault("${offshoot.api-token-file:}")
  Optional<String> apiTokenFile();

  /** Name of the secret that lists the named API tokens; see docs/security-http.md. */
  @WithDefault("${offshoot.api-tokens-secret:api-tokens}")
  String apiTokensSecret();
}
