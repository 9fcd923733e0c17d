package dev.offshoot.provisioner.app;

import java.util.List;
import java.util.Optional;

/**
 * The providers of this installation.
 *
 * @param all in the order they are announced
 * @param watches those of them that can tell that a host has ended by itself
 */
public record HostProviders(List<HostProvider> all, List<HostWatch> watches) {

  /** Copies the lists. */
  public HostProviders {
    all = List.copyOf(all);
    watches = List.copyOf(watches);
  }

  /** Providers of which none can tell. */
  public HostProviders(List<HostProvider> all) {
    this(all, List.of());
  }

  /** The provider with this name. */
  public Optional<HostProvider> named(String name) {
    return all.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** Their names, as a person would list them. */
  public String names() {
    return String.join(", ", all.stream().map(HostProvider::name).toList());
  }
}
