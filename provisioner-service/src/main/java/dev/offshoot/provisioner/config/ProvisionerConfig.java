package dev.offshoot.provisioner.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of provisioner-service. */
@ConfigMapping(prefix = "offshoot.provisioner")
public interface ProvisionerConfig {

  /** Where the hosts of provider {@code local} are kept; {@code hosts} in the data folder. */
  Optional<String> hostsDir();
}
