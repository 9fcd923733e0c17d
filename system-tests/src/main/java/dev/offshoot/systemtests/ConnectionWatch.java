package dev.offshoot.systemtests;

import dev.offshoot.embedded.Poll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts the TCP connections that all processes of an Offshoot installation (services and agents,
 * not their mongods) hold to each member, as the kernel knows them; arbiters, which know no users,
 * included.
 */
public final class ConnectionWatch implements AutoCloseable {
  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
  private static final String ESTABLISHED = "01";

  private final Path dataDir;
  private final List<String> addresses;
  private final Map<String, Integer> most = new ConcurrentSkipListMap<>();
  private final Thread sampler;
  private volatile boolean running = true;

  /** Watches these members from now on. */
  public ConnectionWatch(Path dataDir, List<String> addresses) {
    this.dataDir = dataDir;
    this.addresses = List.copyOf(addresses);
    this.sampler = Thread.ofPlatform().daemon().name("connection-watch").start(this::sample);
  }

  /** The most connections seen at once, by member. */
  public Map<String, Integer> most() {
    return new TreeMap<>(most);
  }

  @Override
  public void close() {
    running = false;
    try {
      sampler.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sample() {
    while (running) {
      now(dataDir, addresses).forEach((address, count) -> most.merge(address, count, Math::max));
      Poll.until(Duration.ofMillis(100), () -> !running);
    }
  }

  /** Connections at this moment, by member. */
  public static Map<String, Integer> now(Path dataDir, List<String> addresses) {
    Set<String> sockets = new TreeSet<>();
    for (LocalProcess process : LocalProcess.of(dataDir)) {
      if (!process.isMongod()) {
        sockets.addAll(socketsOf(process.pid()));
      }
    }
    Map<String, Integer> counts = new TreeMap<>();
    addresses.forEach(address -> counts.put(address, 0));
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : lines(Path.of(table))) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length > 9 && fields[3].equals(ESTABLISHED) && sockets.contains(fields[9])) {
          addresses.stream()
              .filter(address -> fields[2].endsWith(kernelForm(address)))
              .forEach(address -> counts.merge(address, 1, Integer::sum));
        }
      }
    }
    return counts;
  }

  private static Set<String> socketsOf(long pid) {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      descriptors.forEach(
          descriptor -> {
            try {
              Matcher socket = SOCKET.matcher(Files.readSymbolicLink(descriptor).toString());
              if (socket.matches()) {
                sockets.add(socket.group(1));
              }
            } catch (IOException closed) {
              // Closed between listing and reading: not a connection any more.
            }
          });
    } catch (IOException gone) {
      return sockets;
    }
    return sockets;
  }

  /** As /proc/net/tcp writes 127.1.2.3:27017: bytes reversed, then the port; tcp6 ends the same. */
  private static String kernelForm(String address) {
    int colon = address.lastIndexOf(':');
    try {
      byte[] bytes = InetAddress.getByName(address.substring(0, colon)).getAddress();
      byte[] reversed = {bytes[3], bytes[2], bytes[1], bytes[0]};
      return HexFormat.of().withUpperCase().formatHex(reversed)
          + ":%04X".formatted(Integer.parseInt(address.substring(colon + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
