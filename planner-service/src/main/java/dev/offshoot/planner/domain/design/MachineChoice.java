package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.OfferedMachine;
import dev.offshoot.planner.domain.offered.OfferedShape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among machines that wait to be claimed: the one that was named, else one of the site
 * asked for whose disk holds the member. Which of several is taken from the expansion's id, so that
 * two expansions seldom plan with the same one; if they do, the claim tells.
 */
final class MachineChoice {

  private MachineChoice() {}

  /**
   * The machine; the largest of the site where none is large enough, so that the refusal can name
   * it.
   *
   * @param name machine asked for
   * @param site site asked for
   * @param expansionId whose plan it is
   */
  static Optional<OfferedShape> choose(
      List<OfferedShape> shapes,
      ReplicaSet set,
      @Nullable String name,
      @Nullable String site,
      String expansionId) {
    List<OfferedShape> there =
        shapes.stream()
            .filter(shape -> name == null || shape.name().equals(name))
            .filter(shape -> standsIn(shape.machine(), site))
            .toList();
    long needed = new CopyForecast(set).neededDiskBytes();
    List<OfferedShape> fitting =
        there.stream().filter(shape -> shape.diskBytes() >= needed).toList();
    if (fitting.isEmpty()) {
      return there.stream().max((one, other) -> Long.compare(one.diskBytes(), other.diskBytes()));
    }
    return Optional.of(fitting.get(Math.floorMod(expansionId.hashCode(), fitting.size())));
  }

  private static boolean standsIn(@Nullable OfferedMachine machine, @Nullable String site) {
    return machine != null && (site == null || site.equals(machine.site()));
  }
}
