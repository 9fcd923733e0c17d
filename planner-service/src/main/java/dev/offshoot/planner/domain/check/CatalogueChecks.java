package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.HostChoice;
import dev.offshoot.planner.domain.offered.Catalogue;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import java.util.ArrayList;
import java.util.List;

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

  /** A plan takes one machine: every member of a plan has the same shape. */
  private static Finding machine(Draft draft, HostChoice host) {
    if (host.shape() == null) {
      String asked = host.shapeName() == null ? "" : " " + host.shapeName();
      return Finding.refused(
          RefusalCode.NO_SPARE_HOST,
          "the pool has no free machine"
              + asked
              + (host.site() == null ? "" : " in site " + host.site()),
          "See which are free: offshoot host list; add one: offshoot host add ADDRESS.");
    }
    if (draft.members().size() > 1) {
      return Finding.refused(
          RefusalCode.NO_SPARE_HOST,
          "an expansion takes one machine of the pool, and "
              + draft.members().size()
              + " members are to be added",
          "Add one member after the other (--add 1).");
    }
    return Finding.ok("provider", "pool, machine " + host.shapeName());
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
    } else if (provider.name().equals(HostChoice.POOL)) {
      findings.add(machine(draft, host));
    } else if (host.shape() == null) {
      String shapes =
          String.join(", ", provider.shapes().stream().map(OfferedShape::name).toList());
      findings.add(
          Finding.refused(
              RefusalCode.UNKNOWN_SHAPE,
              "provider " + provider.name() + " has no shape " + host.shapeName(),
              "Use one of: " + shapes + "."));
    } else {
      findings.add(Finding.ok("provider", provider.name() + ", shape " + host.shapeName()));
    }
  }
}
