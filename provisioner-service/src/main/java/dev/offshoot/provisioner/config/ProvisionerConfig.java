package dev.offshoot.provisioner.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of provisioner-service. */
@ConfigMapping(prefix = "offshoot.provisioner")
public interface ProvisionerConfig {

  /** Where the hosts of provider {@code local} are kept; {@code hosts} in the data folder. */
  Optional<String> hostsDir();

  /**
   * How long a provider may have no host to give (no room, throttled, no answer) before the
   * expansion is taken back.
   */
  @WithDefault("PT10M")
  Duration givesUpAfter();

  /** How long the one-time token in a host's user-data is good; longer than hosts take to boot. */
  @WithDefault("PT24H")
  Duration tokenLife();

  /** How often is looked for what is left at the providers although nothing needs it. */
  @WithDefault("PT5M")
  Duration leftoversEvery();

  /**
   * Command, a list of words, that makes and removes the names of hosts of provider {@code aws};
   * gets each change as JSON on standard input.
   */
  Optional<List<String>> dnsCommand();

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

    /**
     * Size of the root disk of a new host, in GiB; without a value 20, and 100 where the data lies
     * on it too.
     */
    Optional<Integer> volumeGib();

    /** Type of the root disk; gp3 without a value. */
    Optional<String> volumeType();

    /** Operations a second of the root disk; the type's default. */
    Optional<Integer> volumeIops();

    /**
     * Whether data lies on a volume of its own, as large as the plan says; true without a value.
     */
    Optional<Boolean> dataVolume();

    /** Type of the data volume; gp3 without a value. */
    Optional<String> dataVolumeType();

    /** Operations a second of the data volume; the type's default. */
    Optional<Integer> dataVolumeIops();

    /** Device name the data volume is attached as; /dev/sdf without a value. */
    Optional<String> dataVolumeDevice();

    /** Price list, read at every announcement; the dated one in the service without a value. */
    Optional<String> prices();

    /** Device name of the image's root disk; /dev/xvda without a value. */
    Optional<String> rootDevice();
  }
}
