package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.HostChoice;
import dev.offshoot.planner.domain.offered.Catalogue;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.requested.RequestedHost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is there a provider, a shape and an agent for the hosts? */
final class CatalogueChecks implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.CATALOGUE_UNAVAILABLE,
        RefusalCode.UNKNOWN_PROVIDER,
        RefusalCode.UNKNOWN_SHAPE,
        RefusalCode.NO_SPARE_HOST);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    Catalogue catalogue = draft.input().catalogue();
    List<Finding> findings = new ArrayList<>();
    for (String service : catalogue.missing()) {
      findings.add(unavailable(service + " has not announced what it offers"));
    }
    if (catalogue.agent() == null && !catalogue.missing().contains(Catalogue.INSTALLER)) {
      findings.add(unavailable(Catalogue.INSTALLER + " announced no agent image"));
    }
    if (!catalogue.missing().contains(Catalogue.PROVISIONER)) {
      provider(draft, findings);
    }
    return findings;
  }

  /** Each member takes a machine of its own. */
  private static Finding machines(Draft draft, HostChoice host) {
    List<String> found = host.machines().stream().map(OfferedShape::name).toList();
    int wanted = draft.members().size();
    if (found.size() == wanted) {
      return Finding.ok(
          "provider",
          "pool, " + (wanted > 1 ? "machines " : "machine ") + String.join(", ", found));
    }
    RequestedHost wish = draft.input().request().host();
    List<String> named = wish == null ? List.of() : wish.namedMachines();
    return Finding.refused(
        RefusalCode.NO_SPARE_HOST,
        wanted
            + (wanted > 1 ? " members need a machine each" : " member needs a machine")
            + ", and the pool has "
            + (found.isEmpty()
                ? "no free machine"
                : found.size() + " free (" + String.join(", ", found) + ")")
            + (named.isEmpty() ? "" : " of those named: " + String.join(", ", named))
            + (host.site() == null ? "" : " in site " + host.site()),
        "See which are free: offshoot host list; add one: offshoot host add ADDRESS.");
  }

  private static Finding shape(OfferedProvider provider, @Nullable String asked) {
    return provider.shapes().isEmpty()
        ? Finding.refused(
            RefusalCode.UNKNOWN_SHAPE,
            "provider " + provider.name() + " offers no shape at present",
            "See in the log of provisioner-service why it cannot, then ask again.")
        : Finding.refused(
            RefusalCode.UNKNOWN_SHAPE,
            "provider " + provider.name() + " has no shape " + asked,
            "Use one of: "
                + String.join(", ", provider.shapes().stream().map(OfferedShape::name).toList())
                + ".");
  }

  private static Finding unavailable(String detail) {
    return Finding.refused(
        RefusalCode.CATALOGUE_UNAVAILABLE,
        detail,
        "Check that it runs (`offshoot status`), then ask again.");
  }

  private static void provider(Draft draft, List<Finding> findings) {
    HostChoice host = draft.host();
    OfferedProvider provider = host.provider();
    String known =
        String.join(
            ", ",
            draft.input().catalogue().providers().stream().map(OfferedProvider::name).toList());
    if (host.providerName() == null) {
      findings.add(
          Finding.refused(
              RefusalCode.UNKNOWN_PROVIDER,
              "not all members are on this machine, and the request names no provider",
              "Name one with --provider: " + known + "."));
    } else if (provider == null) {
      findings.add(
          Finding.refused(
              RefusalCode.UNKNOWN_PROVIDER,
              "there is no provider " + host.providerName(),
              "Use one of: " + known + "."));
    } else if (host.ofPool()) {
      findings.add(machines(draft, host));
    } else if (host.shape() == null) {
      findings.add(shape(provider, host.shapeName()));
    } else {
      findings.add(Finding.ok("provider", provider.name() + ", shape " + host.shapeName()));
    }
  }
}
