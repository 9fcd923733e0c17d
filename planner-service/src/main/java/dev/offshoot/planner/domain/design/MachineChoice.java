package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.OfferedMachine;
import dev.offshoot.planner.domain.offered.OfferedShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among machines that wait to be claimed, one for each member: those that were named, else
 * of the site asked for first those that have what the member needs, then those with at least the
 * disk. Several are spread over the sites. Which of alike ones are taken follows from the
 * expansion's id, so that two expansions seldom plan with the same; if they do, the claim tells.
 *
 * @param need what a member needs
 * @param named machines asked for by id; empty: any
 * @param site site asked for
 * @param expansionId whose plan it is
 */
record MachineChoice(HostNeed need, List<String> named, @Nullable String site, String expansionId) {

  private static final Comparator<OfferedShape> LARGEST_DISK =
      Comparator.comparingLong(OfferedShape::diskBytes).reversed();

  /**
   * As many machines as are wanted, each another one, or all there are. The largest of the site
   * where too few are large enough, so that the refusal can name them.
   */
  List<OfferedShape> among(List<OfferedShape> machines, int wanted) {
    List<OfferedShape> there = machines.stream().filter(this::isAskedFor).toList();
    if (!named.isEmpty()) {
      return there.stream()
          .sorted(Comparator.comparingInt(machine -> named.indexOf(machine.name())))
          .limit(wanted)
          .toList();
    }
    List<OfferedShape> holding = there.stream().filter(this::holds).toList();
    List<OfferedShape> chosen = new ArrayList<>();
    take(turned(holding.stream().filter(need::fitsMachine).toList()), wanted, chosen);
    take(turned(without(chosen, holding)), wanted, chosen);
    take(without(holding, there).stream().sorted(LARGEST_DISK).toList(), wanted, chosen);
    return chosen;
  }

  private boolean isAskedFor(OfferedShape shape) {
    return shape.machine() != null
        && (named.isEmpty() || named.contains(shape.name()))
        && (site == null || site.equals(shape.machine().site()));
  }

  private boolean holds(OfferedShape shape) {
    return shape.diskBytes() >= need.diskBytes();
  }

  private static List<OfferedShape> without(
      Collection<OfferedShape> taken, List<OfferedShape> machines) {
    return machines.stream().filter(machine -> !taken.contains(machine)).toList();
  }

  /** The same ones, the first of them another for another expansion. */
  private List<OfferedShape> turned(List<OfferedShape> machines) {
    List<OfferedShape> turned = new ArrayList<>(machines);
    if (!turned.isEmpty()) {
      Collections.rotate(turned, -Math.floorMod(expansionId.hashCode(), turned.size()));
    }
    return turned;
  }

  /** Each time the first of those whose site has the fewest so far. */
  private static void take(List<OfferedShape> machines, int wanted, List<OfferedShape> chosen) {
    List<OfferedShape> left = new ArrayList<>(machines);
    while (chosen.size() < wanted && !left.isEmpty()) {
      OfferedShape next =
          Collections.min(left, Comparator.comparingLong(machine -> beside(machine, chosen)));
      left.remove(next);
      chosen.add(next);
    }
  }

  private static long beside(OfferedShape machine, List<OfferedShape> chosen) {
    return chosen.stream().filter(other -> Objects.equals(siteOf(other), siteOf(machine))).count();
  }

  private static @Nullable String siteOf(OfferedShape shape) {
    OfferedMachine machine = shape.machine();
    return machine == null ? null : machine.site();
  }
}
