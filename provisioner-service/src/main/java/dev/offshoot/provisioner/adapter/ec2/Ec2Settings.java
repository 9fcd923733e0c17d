package dev.offshoot.provisioner.adapter.ec2;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How instances are made.
 *
 * @param installation value of the tag that says an instance is this installation's
 * @param image AMI id
 * @param instanceTypes types that may be used, each a shape of its own name; the first is the
 *     default
 * @param subnets subnets of each site, in the order they are tried
 * @param securityGroups ids of the groups of every instance
 * @param disks its disks
 */
public record Ec2Settings(
    String installation,
    String image,
    List<String> instanceTypes,
    NavigableMap<String, List<String>> subnets,
    List<String> securityGroups,
    Disks disks) {

  /** Copies the collections. */
  public Ec2Settings {
    instanceTypes = List.copyOf(instanceTypes);
    NavigableMap<String, List<String>> copy = new TreeMap<>();
    for (Map.Entry<String, List<String>> site : subnets.entrySet()) {
      copy.put(site.getKey(), List.copyOf(site.getValue()));
    }
    subnets = copy;
    securityGroups = List.copyOf(securityGroups);
  }

  /** The subnets of a site, or of the only site when none is named. */
  Optional<List<String>> subnetsOf(@Nullable String site) {
    return site == null && subnets.size() == 1
        ? Optional.of(subnets.firstEntry().getValue())
        : Optional.ofNullable(site).map(subnets::get);
  }

  /**
   * The disks of an instance, all encrypted.
   *
   * @param root what the image boots from; ends with the instance
   * @param data what a plan's data volume is made as; absent when data lies on the root disk
   */
  public record Disks(Volume root, @Nullable DataVolume data) {}

  /**
   * The root disk.
   *
   * @param device device name of the image's root
   * @param gibibytes size
   * @param type EBS volume type
   * @param iops provisioned operations a second; null for the type's default
   */
  public record Volume(String device, int gibibytes, String type, @Nullable Integer iops) {}

  /**
   * The data volume; the plan says how large.
   *
   * @param device device name it is attached as
   * @param type EBS volume type
   * @param iops provisioned operations a second; null for the type's default
   */
  public record DataVolume(String device, String type, @Nullable Integer iops) {}
}
