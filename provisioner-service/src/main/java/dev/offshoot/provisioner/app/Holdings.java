package dev.offshoot.provisioner.app;

import dev.offshoot.provisioner.domain.leftover.Holding;
import java.util.List;

/** Everything a provider holds for this installation: hosts, and what may outlive them. */
public interface Holdings {

  /** Name of the provider. */
  String name();

  /**
   * All of it. Hosts are asked for last, so that what a living one has is never shown without it.
   *
   * @throws RuntimeException when the provider does not say
   */
  List<Holding> holdings();

  /** Those of this provider; its hosts alone where it says no more. */
  static Holdings of(HostProvider provider) {
    return provider instanceof Holdings more ? more : new HostsOnly(provider);
  }

  /** A provider of whose hosts nothing stays behind. */
  record HostsOnly(HostProvider provider) implements Holdings {
    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public List<Holding> holdings() {
      return provider.list().stream()
          .map(
              host ->
                  new Holding(Holding.Kind.HOST, host.reference(), host.id(), host.address(), ""))
          .toList();
    }
  }
}
