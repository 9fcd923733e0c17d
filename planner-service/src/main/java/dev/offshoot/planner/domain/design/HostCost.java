package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.OfferedPrice;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.plan.PlannedCost;
import org.jspecify.annotations.Nullable;

/** Reckons what a host costs a month, to the cent; what has no price costs nobody knows what. */
final class HostCost {

  private static final double GIB = 1L << 30;

  private HostCost() {}

  /**
   * The cost; null where no price is known.
   *
   * @param volumeBytes its data disk; null: the host's own, which the host's price includes
   */
  static @Nullable PlannedCost of(OfferedShape shape, @Nullable Long volumeBytes) {
    OfferedPrice price = shape.price();
    if (price == null) {
      return null;
    }
    double disk = volumeBytes == null ? 0 : price.gibibytePerMonth() * volumeBytes / GIB;
    return new PlannedCost(
        price.currency(), cents(price.hostPerMonth()), cents(disk), price.source());
  }

  private static double cents(double amount) {
    return Math.round(amount * 100) / 100.0;
  }
}
