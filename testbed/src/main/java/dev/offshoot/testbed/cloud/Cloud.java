package dev.offshoot.testbed.cloud;

import dev.offshoot.testbed.Ec2Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An EC2 API with hosts behind it: every instance that it calls running is booted, and taken away
 * when it is called anything else. What happens is told in sentences.
 */
public final class Cloud implements AutoCloseable {
  /** The only region. */
  public static final String REGION = "eu-west-1";

  private static final long LOOK_MILLIS = 250;

  private static final int BOOTING = -1;
  private static final int DEAD = -2;

  private final Ec2Server server = Ec2Server.start();
  private final Ec2Calls calls = new Ec2Calls(server.url(), REGION);
  private final Map<String, CloudHost> hosts = new ConcurrentSkipListMap<>();
  private final Map<String, Integer> boots = new ConcurrentSkipListMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Site site;
  private final Path folder;
  private final Consumer<String> told;
  private final String subnet;
  private final String group;
  private final Thread watch;

  /** A cloud whose only subnet is this site. */
  Cloud(Site site, Path folder, Consumer<String> told) {
    this.site = site;
    this.folder = folder;
    this.told = told;
    String vpc = calls.makeNetwork(site.network());
    this.subnet = calls.makeSubnet(vpc, site.network());
    this.group = calls.makeSecurityGroup(vpc, "members");
    this.watch = Thread.ofPlatform().daemon().name("cloud").start(this::follow);
  }

  /** Where the EC2 API answers. */
  public URI api() {
    return server.url();
  }

  public String subnet() {
    return subnet;
  }

  public String securityGroup() {
    return group;
  }

  /** The hosts there are now. */
  public List<CloudHost> hosts() {
    return List.copyOf(hosts.values());
  }

  /** The host with this address. */
  public Optional<CloudHost> at(String address) {
    return hosts.values().stream().filter(host -> host.address().equals(address)).findFirst();
  }

  /** Instances that the API calls neither terminated nor shutting down. */
  public List<String> living() {
    return calls.instances().stream()
        .filter(each -> !each.state().equals("terminated") && !each.state().equals("shutting-down"))
        .map(Ec2Calls.Instance::id)
        .toList();
  }

  /** Instances with this address that the API calls neither terminated nor shutting down. */
  public List<String> livingAt(String address) {
    return calls.instances().stream()
        .filter(each -> each.address().equals(address))
        .map(Ec2Calls.Instance::id)
        .filter(living()::contains)
        .toList();
  }

  /** Ends an instance as another user of the account would. */
  public void terminate(CloudHost host) {
    calls.terminate(host.id());
  }

  /** Makes a volume that is attached to nothing, with these tags. */
  public void makeVolume(Map<String, String> tags) {
    calls.makeVolume(REGION + "a", tags);
  }

  private void follow() {
    try {
      while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      List<Ec2Calls.Instance> all = calls.instances();
      all.stream()
          .filter(Cloud::runs)
          .filter(each -> !boots.containsKey(each.id()))
          .forEach(this::boot);
      List<String> running = all.stream().filter(Cloud::runs).map(Ec2Calls.Instance::id).toList();
      hosts().stream().filter(host -> !running.contains(host.id())).forEach(this::end);
      hosts().forEach(this::tellItsState);
    } catch (IllegalStateException failed) {
      told.accept("the cloud: " + failed.getMessage());
    }
  }

  private static boolean runs(Ec2Calls.Instance instance) {
    return instance.state().equals("running");
  }

  private void boot(Ec2Calls.Instance instance) {
    boots.put(instance.id(), BOOTING);
    if (!instance.subnet().equals(subnet)) {
      told.accept("instance " + instance.id() + " is in a subnet that has no site");
      return;
    }
    Ec2Calls.Size size = calls.size(instance.type());
    CloudHost host = CloudHost.boot(instance, size, calls.userData(instance.id()), site, folder);
    hosts.put(host.id(), host);
    told.accept(
        "instance %s (%s) boots at %s: %s"
            .formatted(
                host.id(),
                instance.type(),
                host.address(),
                host.isLimited()
                    ? size.processors() + " processors, " + size.memoryMebibytes() + " MiB"
                    : "without limits, control groups cannot be written"));
  }

  private void end(CloudHost host) {
    host.remove();
    hosts.remove(host.id());
    told.accept("instance " + host.id() + " is gone, with all that ran on it");
  }

  private void tellItsState(CloudHost host) {
    int now = host.isAlive() ? host.bootEnded().orElse(BOOTING) : DEAD;
    int before = boots.put(host.id(), now);
    if (now == before || now == BOOTING) {
      return;
    }
    String said =
        now == DEAD
            ? "runs no more, although the API calls it running"
            : "its user-data ended with " + now;
    told.accept(
        "instance %s: %s%s"
            .formatted(host.id(), said, now == 0 ? "" : "; see " + host.bootLog().getParent()));
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      watch.join(TimeUnit.SECONDS.toMillis(60));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    hosts().forEach(CloudHost::remove);
    hosts.clear();
    calls.close();
    server.close();
  }
}
