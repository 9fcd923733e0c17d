package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.NewMember;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedSite;
import java.util.List;

/** Does the provider make hosts in the site asked for? One without sites makes them in any. */
final class SiteCheck implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of(RefusalCode.UNKNOWN_SITE);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    OfferedProvider provider = draft.host().provider();
    if (provider == null || provider.sites().isEmpty()) {
      return List.of();
    }
    List<String> known = provider.sites().stream().map(OfferedSite::name).toList();
    return draft.members().stream()
        .map(NewMember::site)
        .distinct()
        .filter(site -> site == null || !known.contains(site))
        .map(site -> unknown(provider.name(), site == null ? "" : site, known))
        .toList();
  }

  private static Finding unknown(String provider, String site, List<String> known) {
    return Finding.refused(
        RefusalCode.UNKNOWN_SITE,
        site.isEmpty()
            ? "provider " + provider + " has several sites, and the request names none"
            : "provider " + provider + " makes no hosts in site " + site,
        "Use one of (--site): " + String.join(", ", known) + ".");
  }
}
