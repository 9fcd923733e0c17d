package dev.offshoot.testbed.cloud;

import static dev.offshoot.testbed.cloud.LinuxCommand.ip;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A subnet: a bridge, with the router's address on it, to which machines are attached. Its router
 * is a network namespace, or the one this process is in.
 */
public final class Site {
  /** As large as EC2's: fewer packets for the same bytes. */
  static final int MTU = 9_000;

  private static final Path NAMESPACES = Path.of("/run/netns");
  private static final AtomicInteger PORTS = new AtomicInteger();

  private final String name;
  private final String prefix;
  private final Optional<String> router;
  private final Map<String, String> ports = new ConcurrentHashMap<>();

  private Site(String name, String prefix, Optional<String> router) {
    this.name = name;
    this.prefix = prefix;
    this.router = router;
  }

  /**
   * A site around this process, which is one of its machines at the router's address.
   *
   * @param prefix the first three numbers of its addresses
   */
  static Site here(String name, String prefix) {
    Site site = new Site(name, prefix, Optional.empty());
    site.build();
    return site;
  }

  /** A site with a router in a namespace of its own. */
  static Site elsewhere(String name, String prefix) {
    Site site = new Site(name, prefix, Optional.of(name + "-router"));
    ip("netns add " + name + "-router");
    ip("-n " + name + "-router link set lo up");
    site.build();
    return site;
  }

  private void build() {
    at("link add bridge type bridge");
    at("link set bridge mtu " + MTU + " up");
    at("addr add " + gateway() + "/24 dev bridge");
    var unused = LinuxCommand.run(inRouter("sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward"));
  }

  private String[] inRouter(String... command) {
    return router
        .map(
            namespace ->
                java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                            "nsenter", "--net=" + NAMESPACES.resolve(namespace)),
                        java.util.stream.Stream.of(command))
                    .toArray(String[]::new))
        .orElse(command);
  }

  /** {@code ip} with these words in the router. */
  void at(String words) {
    ip(router.map(namespace -> "-n " + namespace + " ").orElse("") + words);
  }

  /** Moves a device of this process's namespace into the router's. */
  void adopt(String device) {
    router.ifPresent(namespace -> ip("link set " + device + " netns " + namespace));
  }

  /** Makes a machine with this address; answers the file of its network namespace. */
  public Path attach(String machine, String address) {
    String port = "port" + PORTS.incrementAndGet();
    ip("netns add " + machine);
    at(
        "link add "
            + port
            + " mtu "
            + MTU
            + " type veth peer name eth0 netns "
            + machine
            + " mtu "
            + MTU);
    at("link set " + port + " master bridge up");
    String here = "-n " + machine + " ";
    ip(here + "link set lo up");
    ip(here + "addr add " + address + "/24 dev eth0");
    ip(here + "link set eth0 up");
    ip(here + "route add default via " + gateway());
    ports.put(machine, port);
    return NAMESPACES.resolve(machine);
  }

  /** No packet reaches or leaves the machine any more. */
  public void cutOff(String machine) {
    at("link set " + ports.get(machine) + " down");
  }

  /** It can be reached again. */
  public void join(String machine) {
    at("link set " + ports.get(machine) + " up");
  }

  /** No packet from elsewhere reaches this address any more, whoever will have it. */
  public void block(String address) {
    at("route add blackhole " + address + "/32");
  }

  /** It can be reached again. */
  public void unblock(String address) {
    at("route del blackhole " + address + "/32");
  }

  /** As a firewall for what leaves the machine: its answers to others go on. */
  void forbid(String machine, String address, int port) {
    // Before the rule that is looked at first, which is the one for local addresses.
    ip("-n " + machine + " rule add " + to(address, port) + " prohibit prio 1");
  }

  /** Takes that back. */
  void allow(String machine, String address, int port) {
    ip("-n " + machine + " rule del " + to(address, port) + " prohibit prio 1");
  }

  private static String to(String address, int port) {
    return "to " + address + " ipproto tcp dport " + port;
  }

  /** Takes the machine's network away. */
  void detach(String machine) {
    if (ports.remove(machine) != null) {
      ip("netns del " + machine);
    }
  }

  public String name() {
    return name;
  }

  /** The router's address. */
  public String gateway() {
    return address(1);
  }

  /** An address of the site. */
  public String address(int host) {
    return prefix + "." + host;
  }

  /** All its addresses. */
  public String network() {
    return prefix + ".0/24";
  }
}
