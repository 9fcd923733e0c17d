package dev.offshoot.agent.adapter.process;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Addresses of this host by which others can reach it. */
final class OwnAddresses {

  private OwnAddresses() {}

  /** All but those of loopback and of the link; nothing where they cannot be read. */
  static List<String> outside() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .map(InetAddress::getHostAddress)
          .sorted()
          .toList();
    } catch (SocketException unreadable) {
      return List.of();
    }
  }
}
