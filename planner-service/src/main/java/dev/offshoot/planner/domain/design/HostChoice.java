package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.PlanningInput;
import dev.offshoot.planner.domain.offered.Catalogue;
import dev.offshoot.planner.domain.offered.OfferedMachine;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.requested.ExpansionRequest;
import dev.offshoot.planner.domain.requested.RequestedHost;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the hosts, and which size.
 *
 * @param providerName name asked for or defaulted; null where one must be named
 * @param provider the provider; null when unknown
 * @param shapeName shape asked for or chosen; null while none is, and for machines of the pool
 * @param shape the shape; null when unknown, and for machines of the pool
 * @param machines machines of the pool to claim, in the members' order; fewer than members where
 *     the pool has no more
 * @param address address asked for
 * @param site site asked for, else the provider's only one
 */
public record HostChoice(
    @Nullable String providerName,
    @Nullable OfferedProvider provider,
    @Nullable String shapeName,
    @Nullable OfferedShape shape,
    List<OfferedShape> machines,
    @Nullable String address,
    @Nullable String site) {

  /** Makes hosts on the machine Offshoot runs on. */
  public static final String LOCAL = "local";

  /** Claims machines that people brought; each is a shape of its own. */
  public static final String POOL = "pool";

  private static final RequestedHost NO_WISH =
      new RequestedHost(null, null, null, null, null, List.of());

  /** Copies the list. */
  public HostChoice {
    machines = List.copyOf(machines);
  }

  /** The provider asked for, else {@code local} where all members are on its machine. */
  public static HostChoice of(PlanningInput input, ReplicaSet set) {
    ExpansionRequest request = input.request();
    Catalogue catalogue = input.catalogue();
    RequestedHost asked = request.host();
    RequestedHost wish = asked == null ? NO_WISH : asked;
    OfferedProvider local = catalogue.provider(LOCAL).orElse(null);
    String named = wish.provider();
    String name = named == null && local != null && onMachineOf(local, set) ? LOCAL : named;
    OfferedProvider provider = name == null ? null : catalogue.provider(name).orElse(null);
    if (provider != null && name != null && name.equals(POOL)) {
      return pool(provider, set, wish, input);
    }
    List<OfferedShape> shapes = provider == null ? List.of() : provider.shapes();
    OfferedShape shape =
        shapes.stream().filter(s -> s.name().equals(wish.shape())).findFirst().orElse(null);
    String site = wish.site() == null ? onlySite(provider) : wish.site();
    return new HostChoice(name, provider, wish.shape(), shape, List.of(), wish.address(), site);
  }

  private static @Nullable String onlySite(@Nullable OfferedProvider provider) {
    return provider != null && provider.sites().size() == 1
        ? provider.sites().getFirst().name()
        : null;
  }

  /** With the smallest shape that fits, where none was asked for. */
  HostChoice sized(HostNeed need) {
    if (provider == null || ofPool() || shapeName != null) {
      return this;
    }
    OfferedShape chosen = ShapeChoice.smallest(provider.shapes(), need).orElse(null);
    return chosen == null
        ? this
        : new HostChoice(providerName, provider, chosen.name(), chosen, machines, address, site);
  }

  private static HostChoice pool(
      OfferedProvider provider, ReplicaSet set, RequestedHost wish, PlanningInput input) {
    List<OfferedShape> chosen =
        new MachineChoice(
                HostNeed.of(set, true), wish.namedMachines(), wish.site(), input.expansionId())
            .among(provider.shapes(), MemberDesign.wantedCount(input.request()));
    return new HostChoice(POOL, provider, null, null, chosen, wish.address(), wish.site());
  }

  /** Whether hosts are machines of the pool. */
  public boolean ofPool() {
    return POOL.equals(providerName);
  }

  /** The machine of the pool that the member at this place takes. */
  Optional<OfferedShape> machine(int ordinal) {
    return ordinal < machines.size() ? Optional.of(machines.get(ordinal)) : Optional.empty();
  }

  /** The address asked for, else the machine's. */
  @Nullable String addressOn(@Nullable OfferedShape taken) {
    OfferedMachine machine = taken == null ? null : taken.machine();
    return address == null && machine != null ? machine.address() : address;
  }

  /** The site asked for or known, else the machine's. */
  @Nullable String siteOf(@Nullable OfferedShape taken) {
    OfferedMachine machine = taken == null ? null : taken.machine();
    return site == null && machine != null ? machine.site() : site;
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
