package dev.offshoot.provisioner.adapter.local;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.contracts.OfferedShape;
import dev.offshoot.provisioner.domain.MachineShapes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** What this machine is: its names, and what is left of it. */
final class ThisMachine {

  private static final String LOOPBACK_PREFIX = "127.88";
  private static final int FIRST_PORT = 28100;
  private static final int LAST_PORT = 28999;

  private ThisMachine() {}

  static OfferedProvider offer(String name, Path hosts) {
    List<OfferedShape> shapes =
        MachineShapes.of(Runtime.getRuntime().availableProcessors(), memory(), freeDisk(hosts))
            .stream()
            .map(s -> new OfferedShape(s.name(), s.cpus(), s.memoryBytes(), s.diskBytes()))
            .toList();
    return new OfferedProvider(
        name, List.copyOf(names()), LOOPBACK_PREFIX, FIRST_PORT, LAST_PORT, shapes, List.of());
  }

  /** Names first: a member should be configured by name. */
  private static SequencedSet<String> names() {
    SequencedSet<String> names = new LinkedHashSet<>();
    try {
      InetAddress self = InetAddress.getLocalHost();
      names.add(self.getHostName());
      names.add(self.getCanonicalHostName());
    } catch (UnknownHostException withoutName) {
      names.add("localhost");
    }
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
          .map(InetAddress::getHostAddress)
          .sorted()
          .forEach(names::add);
    } catch (SocketException unreadable) {
      return names;
    }
    return names;
  }

  /** Within the limit of the control group, which the JVM takes into account. */
  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private static long freeDisk(Path hosts) {
    try {
      return Files.getFileStore(hosts).getUsableSpace();
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
