package dev.offshoot.provisioner.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where this installation keeps what outlives its processes. */
@ConfigMapping(prefix = "offshoot")
public interface DataFolder {

  /** Folder of this installation; hosts and the memory of what was made are kept below it. */
  @WithDefault("${user.home}/.offshoot")
  String dataDir();
}
