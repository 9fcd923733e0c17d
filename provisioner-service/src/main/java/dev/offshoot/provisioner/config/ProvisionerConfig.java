package dev.offshoot.provisioner.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of provisioner-service. */
@ConfigMapping(prefix = "offshoot.provisioner")
public interface ProvisionerConfig {

  /** Where the hosts of provider {@code local} are kept; {@code hosts} in the data folder. */
  Optional<String> hostsDir();

  /** Provider {@code aws}; there is one when the region is given. */
  Optional<Aws> aws();

  /** How EC2 instances are made. Credentials come from where the AWS SDK looks for them. */
  interface Aws {

    /** Region. */
    String region();

    /** Another address of the EC2 API than the region's. */
    Optional<String> endpoint();

    /** Value of the tag {@code offshoot:installation}; no two installations share one. */
    String installation();

    /** Image (AMI id) of new hosts. */
    String image();

    /** Instance types that may be used, each a shape of its own name; the first is the default. */
    List<String> instanceTypes();

    /** Subnets of each site, in the order they are tried; other zones only if they are listed. */
    Map<String, List<String>> subnets();

    /** Security groups of new hosts. */
    List<String> securityGroups();

    /** Size of the disk of a new host, in GiB. */
    @WithDefault("100")
    int volumeGib();

    /** Type of that disk. */
    @WithDefault("gp3")
    String volumeType();

    /** Operations a second of that disk; the type's default. */
    Optional<Integer> volumeIops();

    /** Device name of the image's root disk. */
    @WithDefault("/dev/xvda")
    String rootDevice();
  }
}
