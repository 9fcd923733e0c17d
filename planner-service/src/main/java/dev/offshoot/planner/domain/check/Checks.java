package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.design.Draft;
import java.util.ArrayList;
import java.util.List;

/** All checks, most basic first; where a refusal is decided is seen from {@link Check#decides}. */
public final class Checks {

  /** The order in which they run, and in which their findings are told. */
  public static final List<Check> IN_ORDER =
      List.of(
          new RequestChecks(),
          new AccessChecks(),
          new SecurityChecks(),
          new TlsChecks(),
          new HorizonChecks(),
          new HealthChecks(),
          new QuietChecks(),
          new VersionChecks(),
          new OwnershipChecks(),
          new MembershipChecks(),
          new TopologyWarnings(),
          new WriteConcernCheck(),
          new CatalogueChecks(),
          new SiteCheck(),
          new AddressChecks(),
          new HostSizeChecks(),
          new OplogWindowCheck(),
          new CompletenessCheck());

  private Checks() {}

  /**
   * Runs all checks. Where nothing of the set could be read the others have nothing to look at, and
   * only what was asked and how it was refused is told.
   */
  public static List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : IN_ORDER) {
      if (draft.set().members().isEmpty() && !basic(check)) {
        continue;
      }
      findings.addAll(check.examine(draft));
    }
    return findings;
  }

  private static boolean basic(Check check) {
    return check instanceof RequestChecks || check instanceof AccessChecks;
  }
}
