package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.PlanningInput;
import dev.offshoot.planner.domain.offered.Catalogue;
import dev.offshoot.planner.domain.offered.OfferedMachine;
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
 * @param address address asked for, else the claimed machine's
 * @param site site asked for, else the claimed machine's
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

  /** Claims machines that people brought; each is a shape of its own. */
  public static final String POOL = "pool";

  private static final RequestedHost NO_WISH = new RequestedHost(null, null, null, null);

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
      return machine(provider, set, wish, input.expansionId());
    }
    List<OfferedShape> shapes = provider == null ? List.of() : provider.shapes();
    String first = shapes.isEmpty() ? null : shapes.getFirst().name();
    String shapeName = wish.shape() == null ? first : wish.shape();
    OfferedShape shape =
        shapes.stream().filter(s -> s.name().equals(shapeName)).findFirst().orElse(null);
    return new HostChoice(name, provider, shapeName, shape, wish.address(), wish.site());
  }

  private static HostChoice machine(
      OfferedProvider provider, ReplicaSet set, RequestedHost wish, String expansionId) {
    OfferedShape chosen =
        MachineChoice.choose(provider.shapes(), set, wish.shape(), wish.site(), expansionId)
            .orElse(null);
    OfferedMachine machine = chosen == null ? null : chosen.machine();
    return new HostChoice(
        POOL,
        provider,
        chosen == null ? wish.shape() : chosen.name(),
        chosen,
        wish.address() == null && machine != null ? machine.address() : wish.address(),
        wish.site() == null && machine != null ? machine.site() : wish.site());
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
