package dev.offshoot.provisioner.adapter.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;

/** Whether the address a host is to have can be bound on this machine. */
final class FreeAddress {

  private FreeAddress() {}

  /** What stands against it. */
  record Problem(String code, String detail, String remedy) {}

  static Optional<Problem> check(String address) {
    int colon = address.lastIndexOf(':');
    try (ServerSocket socket = new ServerSocket()) {
      String host = address.substring(0, colon);
      int port = Integer.parseInt(address.substring(colon + 1));
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return Optional.empty();
    } catch (BindException e) {
      boolean inUse = String.valueOf(e.getMessage()).contains("in use");
      return Optional.of(inUse ? inUse(address) : notHere(address));
    } catch (UnknownHostException e) {
      return Optional.of(notHere(address));
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.of(notHere(address));
    }
  }

  private static Problem inUse(String address) {
    return new Problem(
        "ADDRESS_IN_USE",
        "another process listens on " + address,
        "Ask for another --address, or end that process; then ask again.");
  }

  private static Problem notHere(String address) {
    return new Problem(
        "ADDRESS_NOT_HERE",
        address + " is not an address that a process of this machine can listen on",
        "Ask for an --address of this machine, or another provider.");
  }
}
