package dev.offshoot.provisioner.app;

import java.util.List;
import java.util.Optional;

/**
 * The providers of this installation.
 *
 * @param all in the order they are announced
 */
public record HostProviders(List<HostProvider> all) {

  /** Copies the list. */
  public HostProviders {
    all = List.copyOf(all);
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
