package dev.offshoot.installer.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of installer-service. */
@ConfigMapping(prefix = "offshoot.installer")
public interface InstallerConfig {

  /** Folder for artifacts. */
  @WithDefault("${user.home}/.offshoot/installer")
  String dataDir();

  /** Base address under which hosts reach this service. */
  @WithDefault("http://127.0.0.1:${quarkus.http.port}")
  String publicUrl();

  /** A mongod binary of this machine that is offered from the start. */
  Optional<String> mongod();

  /** The agent image (offshoot-agent-image.tar.gz). */
  Optional<String> agentImage();
}
