package dev.offshoot.installer.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How people are known. */
@ConfigMapping(prefix = "offshoot")
public interface ApiConfig {

  /** File of mode 0600 with the bearer token; without it nobody may use the calls for people. */
  Optional<String> apiTokenFile();
}
