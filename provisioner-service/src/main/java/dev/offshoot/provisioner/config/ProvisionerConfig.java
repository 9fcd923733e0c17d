package dev.offshoot.provisioner.config;

import io.smallrye.config.ConfigMapping;
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

    // No defaults by annotation: they alone would make the group present.

    /** Size of the disk of a new host, in GiB; 100 without a value. */
    Optional<Integer> volumeGib();

    /** Type of that disk; gp3 without a value. */
    Optional<String> volumeType();

    /** Operations a second of that disk; the type's default. */
    Optional<Integer> volumeIops();

    /** Device name of the image's root disk; /dev/xvda without a value. */
    Optional<String> rootDevice();
  }
}
