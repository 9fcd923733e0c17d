package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.OfferedPrice;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.plan.PlannedCost;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses the shape where none was asked for: of those that fit the cheapest, or, unless all have a
 * price in one currency, the one with the least memory and then the fewest processors.
 */
final class ShapeChoice {

  private static final Comparator<OfferedShape> BY_SIZE =
      Comparator.comparingLong(OfferedShape::memoryBytes).thenComparingDouble(OfferedShape::cpus);

  private ShapeChoice() {}

  /** The shape; the largest where none fits, so that the refusal can name it. */
  static Optional<OfferedShape> smallest(List<OfferedShape> shapes, HostNeed need) {
    Optional<OfferedShape> fitting =
        shapes.stream().filter(need::fits).min(priced(shapes) ? byCost(need) : BY_SIZE);
    return fitting
        .or(
            () ->
                shapes.stream()
                    .filter(need::fitsMachine)
                    .max(Comparator.comparingLong(OfferedShape::diskBytes)))
        .or(() -> shapes.stream().max(BY_SIZE));
  }

  private static boolean priced(List<OfferedShape> shapes) {
    return shapes.stream().map(OfferedShape::price).allMatch(Objects::nonNull)
        && shapes.stream()
                .map(OfferedShape::price)
                .filter(Objects::nonNull)
                .map(OfferedPrice::currency)
                .distinct()
                .count()
            == 1;
  }

  private static Comparator<OfferedShape> byCost(HostNeed need) {
    Comparator<OfferedShape> cost =
        Comparator.comparingDouble(
            shape -> {
              PlannedCost planned = HostCost.of(shape, VolumeSize.bytes(shape, need));
              return planned == null
                  ? Double.MAX_VALUE
                  : planned.hostPerMonth() + planned.diskPerMonth();
            });
    return cost.thenComparing(BY_SIZE);
  }
}
