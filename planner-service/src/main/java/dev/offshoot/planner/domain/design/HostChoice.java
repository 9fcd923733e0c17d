package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.Catalogue;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.requested.ExpansionRequest;
import dev.offshoot.planner.domain.requested.RequestedHost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the hosts, and which size.
 *
 * @param providerName name asked for or defaulted; null where one must be named
 * @param provider the provider; null when unknown
 * @param shapeName shape asked for or the provider's first; null when there is none
 * @param shape the shape; null when unknown
 * @param address address asked for
 * @param site site asked for
 */
public record HostChoice(
    @Nullable String providerName,
    @Nullable OfferedProvider provider,
    @Nullable String shapeName,
    @Nullable OfferedShape shape,
    @Nullable String address,
    @Nullable String site) {

  /** Makes hosts on the machine Offshoot runs on. */
  public static final String LOCAL = "local";

  private static final RequestedHost NO_WISH = new RequestedHost(null, null, null, null);

  /** The provider asked for, else {@code local} where all members are on its machine. */
  public static HostChoice of(ExpansionRequest request, ReplicaSet set, Catalogue catalogue) {
    RequestedHost asked = request.host();
    RequestedHost wish = asked == null ? NO_WISH : asked;
    OfferedProvider local = catalogue.provider(LOCAL).orElse(null);
    String named = wish.provider();
    String name = named == null && local != null && onMachineOf(local, set) ? LOCAL : named;
    OfferedProvider provider = name == null ? null : catalogue.provider(name).orElse(null);
    List<OfferedShape> shapes = provider == null ? List.of() : provider.shapes();
    String first = shapes.isEmpty() ? null : shapes.getFirst().name();
    String shapeName = wish.shape() == null ? first : wish.shape();
    OfferedShape shape =
        shapes.stream().filter(s -> s.name().equals(shapeName)).findFirst().orElse(null);
    return new HostChoice(name, provider, shapeName, shape, wish.address(), wish.site());
  }

  /** Whether the provider's hosts share the machine Offshoot runs on. */
  public static boolean onThisMachine(OfferedProvider provider) {
    return !provider.hostNames().isEmpty();
  }

  /** Whether every member is on the machine whose hosts the provider makes. */
  public static boolean onMachineOf(OfferedProvider provider, ReplicaSet set) {
    return onThisMachine(provider)
        && set.addresses().size() == set.members().size()
        && set.addresses().stream()
            .allMatch(a -> a.loopback() || provider.hostNames().contains(a.host()));
  }
}
