package dev.offshoot.testbed.cloud;

import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.embedded.Tools;
import dev.offshoot.testbed.TestReplicaSetBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Two sites and the link between them: "home", where this process and the set's members are, and
 * "cloud", whose hosts an EC2 API makes. Exists once in an {@link Enclosure} and ends with it.
 */
public final class CloudRig implements AutoCloseable {
  /** Both ways together. */
  public static final Duration ROUND_TRIP = Duration.ofMillis(20);

  public static final int MEGABITS_PER_SECOND = 200;

  private static final int FIRST_INSTANCE = 10;
  private static final String INSTANCE_TYPE = "c6i.large";

  private final Path folder;
  private final Site home;
  private final Site away;
  private final SiteLink link;
  private final Cloud cloud;

  private CloudRig(Path folder, Site home, Site away, SiteLink link, Cloud cloud) {
    this.folder = folder;
    this.home = home;
    this.away = away;
    this.link = link;
    this.cloud = cloud;
  }

  /**
   * Makes it.
   *
   * @param folder for logs, captures and the hosts' disks
   * @param told hears what happens in the cloud, from another thread
   */
  public static CloudRig make(Path folder, Consumer<String> told) {
    PrivateFiles.folder(folder);
    enclose();
    Site home = Site.here("home", "10.20.0");
    Site away = Site.elsewhere("cloud", "10.30.0");
    SiteLink link = SiteLink.between(home, away, folder);
    link.latency(ROUND_TRIP.dividedBy(2));
    link.rate(MEGABITS_PER_SECOND);
    try {
      return new CloudRig(
          folder, home, away, link, new Cloud(away, folder.resolve("instances"), told));
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }

  // Names of namespaces are files below /run: of our own.
  private static void enclose() {
    String enclosure = Enclosure.here();
    var unused = LinuxCommand.run("mount", "-t", "tmpfs", "-o", "mode=755", enclosure, "/run");
    try {
      Files.createDirectory(Path.of("/run/netns"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LinuxCommand.ip("link set lo up");
  }

  /** Gives three members addresses and networks of their own at home. */
  public TestReplicaSetBuilder placed(TestReplicaSetBuilder set) {
    return HomeSet.placed(set, Tools.find().mongod(), home, folder.resolve("members"));
  }

  /** Gives the two members of the n-th small set addresses and networks of their own at home. */
  public TestReplicaSetBuilder small(TestReplicaSetBuilder set, int number) {
    return HomeSet.small(set, Tools.find().mongod(), home, folder.resolve("members"), number);
  }

  /** The settings of a provisioner-service that makes hosts in this cloud, site {@code cloud}. */
  public Map<String, String> provisionerSettings() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("AWS_ACCESS_KEY_ID", "rig");
    variables.put("AWS_SECRET_ACCESS_KEY", "rig");
    variables.put("OFFSHOOT_PROVISIONER_AWS_REGION", Cloud.REGION);
    variables.put("OFFSHOOT_PROVISIONER_AWS_ENDPOINT", cloud.api().toString());
    variables.put("OFFSHOOT_PROVISIONER_AWS_INSTALLATION", "demo");
    variables.put("OFFSHOOT_PROVISIONER_AWS_IMAGE", "ami-12c6146b");
    variables.put("OFFSHOOT_PROVISIONER_AWS_INSTANCE_TYPES", INSTANCE_TYPE);
    variables.put("OFFSHOOT_PROVISIONER_AWS_SUBNETS_CLOUD", cloud.subnet());
    variables.put("OFFSHOOT_PROVISIONER_AWS_SECURITY_GROUPS", cloud.securityGroup());
    return variables;
  }

  /** The settings of an installer-service at home that serves instances over the link. */
  public Map<String, String> installerSettings(int agentsPort) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("OFFSHOOT_INSTALLER_AGENTS_HOST", home.gateway());
    variables.put(
        "OFFSHOOT_INSTALLER_PUBLIC_URL", "https://%s:%d".formatted(home.gateway(), agentsPort));
    return variables;
  }

  /** An address for the n-th instance. */
  public String instanceAddress(int number) {
    return away.address(FIRST_INSTANCE + number);
  }

  /** Where this process is, at the router's address. */
  public Site home() {
    return home;
  }

  public Site away() {
    return away;
  }

  public SiteLink link() {
    return link;
  }

  public Cloud cloud() {
    return cloud;
  }

  @Override
  public void close() {
    cloud.close();
    link.close();
  }
}
