package dev.offshoot.installer.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How people are known. */
@ConfigMapping(prefix = "offshoot")
public interface ApiConfig {

  /** File of mode 0600 with the bearer token; without it nobody may use the calls for people. */
  Optional<String> apiTokenFile();

  /** Name of the secret that lists the named API tokens; see docs/security-http.md. */
  @WithDefault("api-tokens")
  String apiTokensSecret();
}
