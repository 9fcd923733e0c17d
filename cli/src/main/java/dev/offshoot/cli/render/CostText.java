package dev.offshoot.cli.render;

import dev.offshoot.contracts.PlannedCost;
import dev.offshoot.contracts.PlannedHost;
import java.util.Locale;

/** What a host costs, as a person reads it before saying yes; an unknown price is never a zero. */
final class CostText {
  private CostText() {}

  static String of(PlannedHost host) {
    PlannedCost cost = host.cost();
    if (cost == null) {
      return "no price known";
    }
    double sum = cost.hostPerMonth() + cost.diskPerMonth();
    String disk = host.volumeBytes() == null ? "" : ", disk " + money(cost.diskPerMonth());
    return "about %s %s a month (host %s%s; price list %s)"
        .formatted(money(sum), cost.currency(), money(cost.hostPerMonth()), disk, cost.source());
  }

  private static String money(double amount) {
    return String.format(Locale.ROOT, "%.2f", amount);
  }
}
