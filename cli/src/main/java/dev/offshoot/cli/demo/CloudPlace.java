package dev.offshoot.cli.demo;

import dev.offshoot.cli.local.Installation;
import dev.offshoot.cli.local.ServiceName;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.cli.render.Screen;
import dev.offshoot.contracts.RequestedHost;
import dev.offshoot.testbed.TestReplicaSetBuilder;
import dev.offshoot.testbed.cloud.CaptureSearch;
import dev.offshoot.testbed.cloud.CloudHost;
import dev.offshoot.testbed.cloud.CloudRig;
import dev.offshoot.testbed.cloud.SiteLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Members and services at home, the new host an EC2 instance in another subnet, and a link between
 * them that is captured. The set takes nothing but TLS, so that nothing of it can be read there.
 */
final class CloudPlace implements DemoPlace {
  private static final String SITE = "cloud";
  private static final String PORT = ":27017";
  private static final String MARK = "offshoot-rig-reads-this";

  /** What replication sends in clear without TLS: fields of the sample, a command's name. */
  private static final List<String> OF_REPLICATION = List.of("placedAt", "replSetHeartbeat");

  private static final int PROBE_MILLIS = 5_000;
  private static final int PROBES = 5;

  private final CloudRig rig;
  private final Optional<Path> copy;

  private CloudPlace(CloudRig rig, Optional<Path> copy) {
    this.rig = rig;
    this.copy = copy;
  }

  /**
   * Makes it.
   *
   * @param copy where a copy of the link's capture is left
   */
  static CloudPlace make(Path folder, Optional<Path> copy, Screen screen) {
    CloudRig rig =
        CloudRig.make(
            folder.resolve("rig"), told -> screen.say(screen.paint().quiet("     " + told)));
    screen.say(
        "sites %s %s and %s %s; between them %d Mbit/s and %d ms there and back; EC2 API %s"
            .formatted(
                rig.home().name(),
                rig.home().network(),
                rig.away().name(),
                rig.away().network(),
                CloudRig.MEGABITS_PER_SECOND,
                CloudRig.ROUND_TRIP.toMillis(),
                rig.cloud().api()));
    return new CloudPlace(rig, copy);
  }

  @Override
  public Map<String, String> environment(ServiceName service, Installation installation) {
    return switch (service) {
      case PROVISIONER_SERVICE -> rig.provisionerSettings();
      case INSTALLER_SERVICE -> rig.installerSettings(installation.agentsPort());
      case STATE_SERVICE, PLANNER_SERVICE, REPLICATION_MONITOR -> Map.of();
    };
  }

  @Override
  public TestReplicaSetBuilder placed(TestReplicaSetBuilder set) {
    return rig.placed(set).tls("requireTLS");
  }

  @Override
  public RequestedHost host() {
    return new RequestedHost("aws", null, SITE, rig.instanceAddress(0) + PORT, null, null);
  }

  @Override
  public List<String> accepted() {
    // The rig has no names: members are configured with numbers, as the others are.
    return List.of("ADDRESS_IS_IP");
  }

  @Override
  public List<Finding> findings(DemoSecrets secrets, String newMember) {
    return List.of(instance(newMember), latency(newMember), unreadable(secrets, newMember));
  }

  private Finding instance(String newMember) {
    List<String> living = rig.cloud().living();
    Optional<CloudHost> host = rig.cloud().at(hostOf(newMember));
    return new Finding(
        living.size() == 1
            && host.filter(CloudHost::isAlive)
                .map(CloudHost::id)
                .equals(Optional.of(living.getFirst())),
        "the new member runs on the only instance that the EC2 API has: "
            + String.join(", ", living));
  }

  private Finding latency(String newMember) {
    SiteLink.Carried carried = rig.link().carried();
    Duration quickest = Duration.ofDays(1);
    for (int i = 0; i < PROBES; i++) {
      Duration took = connect(newMember);
      quickest = took.compareTo(quickest) < 0 ? took : quickest;
    }
    return new Finding(
        quickest.compareTo(CloudRig.ROUND_TRIP) >= 0 && carried.sent() > 0,
        "the link: %s to the cloud, %s back, %s packets lost; the quickest connection took %d ms"
            .formatted(
                Amounts.bytes(carried.sent()),
                Amounts.bytes(carried.received()),
                Amounts.count(carried.lost()),
                quickest.toMillis()));
  }

  private static Duration connect(String address) {
    long begin = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              hostOf(address), Integer.parseInt(address.substring(address.lastIndexOf(':') + 1))),
          PROBE_MILLIS);
      return Duration.ofNanos(System.nanoTime() - begin);
    } catch (IOException e) {
      throw new IllegalStateException(address + " cannot be reached over the link", e);
    }
  }

  /** What must not be readable; a mark that was sent in clear shows that the capture sees. */
  private Finding unreadable(DemoSecrets secrets, String newMember) {
    mark();
    Path capture = rig.link().captured();
    Map<String, String> texts = new TreeMap<>(secrets.byName());
    rig.cloud().at(hostOf(newMember)).ifPresent(host -> texts.put("one-time token", host.token()));
    int secret = texts.size();
    OF_REPLICATION.forEach(text -> texts.put(text, text));
    texts.put(MARK, MARK);
    List<String> found = CaptureSearch.found(capture, texts);
    keep(capture);
    return new Finding(
        found.equals(List.of(MARK)),
        "a capture of the link (%s) shows none of %d secrets, no document, no command%s"
            .formatted(
                Amounts.bytes(capture.toFile().length()),
                secret,
                found.equals(List.of(MARK)) ? "" : "; found: " + String.join(", ", found)));
  }

  private void mark() {
    rig.link().send(rig.instanceAddress(0), MARK);
  }

  private void keep(Path capture) {
    try {
      if (copy.isPresent()) {
        Files.copy(capture, copy.get(), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + copy.get(), e);
    }
  }

  private static String hostOf(String address) {
    return address.substring(0, address.lastIndexOf(':'));
  }

  @Override
  public void close() {
    rig.close();
  }
}
