package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.OfferedProvider;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Chooses the address of a new member on this machine, from its host request id alone, so that the
 * same request always has the same address.
 */
final class AddressChoice {

  private static final int LAST_OCTET = 254;

  private AddressChoice() {}

  /**
   * The address; empty where the provider's hosts get theirs from outside.
   *
   * @param taken addresses of members and of members added beside this one
   */
  static Optional<Address> choose(
      ReplicaSet set, OfferedProvider provider, UUID hostRequestId, Collection<Address> taken) {
    if (!HostChoice.onThisMachine(provider)) {
      return Optional.empty();
    }
    return set.loopback()
        ? loopback(provider, hostRequestId, taken)
        : named(set, provider, hostRequestId, taken);
  }

  private static Optional<Address> loopback(
      OfferedProvider provider, UUID id, Collection<Address> taken) {
    int port = Address.DEFAULT_PORT;
    while (boundEverywhere(taken, port)) {
      port++;
    }
    int space = LAST_OCTET * LAST_OCTET;
    int start = Math.floorMod(id.getMostSignificantBits() ^ id.getLeastSignificantBits(), space);
    for (int i = 0; i < space; i++) {
      int place = (start + i) % space;
      int third = 1 + place / LAST_OCTET;
      int fourth = 1 + place % LAST_OCTET;
      String host = provider.loopbackPrefix() + "." + third + "." + fourth;
      if (taken.stream().noneMatch(a -> a.host().equals(host))) {
        return Optional.of(new Address(host, port));
      }
    }
    return Optional.empty();
  }

  /** A mongod at localhost may be bound to every address of the machine. */
  private static boolean boundEverywhere(Collection<Address> taken, int port) {
    return taken.stream()
        .anyMatch(
            a -> a.port() == port && List.of("localhost", "127.0.0.1", "::1").contains(a.host()));
  }

  /** The name members already reach this machine by, where they do; else its first name. */
  private static Optional<Address> named(
      ReplicaSet set, OfferedProvider provider, UUID id, Collection<Address> taken) {
    String host =
        set.addresses().stream()
            .map(Address::host)
            .filter(provider.hostNames()::contains)
            .findFirst()
            .orElse(provider.hostNames().getFirst());
    int space = provider.lastPort() - provider.firstPort() + 1;
    if (space < 1) {
      return Optional.empty();
    }
    int start = Math.floorMod(id.getMostSignificantBits() ^ id.getLeastSignificantBits(), space);
    for (int i = 0; i < space; i++) {
      int port = provider.firstPort() + (start + i) % space;
      if (taken.stream().noneMatch(a -> a.port() == port)) {
        return Optional.of(new Address(host, port));
      }
    }
    return Optional.empty();
  }
}
