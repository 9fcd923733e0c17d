package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.MemberMachine;
import dev.offshoot.planner.domain.observed.ObservedMember;
import dev.offshoot.planner.domain.offered.OfferedShape;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a host must have to carry the new member, from what the members use and not from what their
 * machines have: these may be shared. Four times the processors a member uses on average; and 1 GiB
 * and two and a half times the cache a member has in use, as WiredTiger keeps its cache four fifths
 * full and mongod takes half of the memory beyond 1 GiB for it. At most what the smallest member
 * has, and half of it for a member that is never primary.
 *
 * @param cpus processors
 * @param memoryBytes memory
 * @param diskBytes disk, before anything grows
 * @param grownDiskBytes disk, with room to grow
 * @param reason how processors and memory were reckoned
 */
public record HostNeed(
    double cpus, long memoryBytes, long diskBytes, long grownDiskBytes, String reason) {

  /** The smallest cache, connections and the copy's buffers. */
  public static final long SMALLEST_MEMORY = 512L << 20;

  /** Below it mongod does not keep up with its own heartbeats. */
  public static final double SMALLEST_CPUS = 0.1;

  private static final long GIB = 1L << 30;
  private static final double CPUS_PER_USED = 4;
  private static final double MEMORY_PER_CACHE = 2.5;
  private static final double NEVER_PRIMARY = 0.5;

  /**
   * The need of one new member.
   *
   * @param electable whether it can become primary
   */
  public static HostNeed of(ReplicaSet set, boolean electable) {
    CopyForecast forecast = new CopyForecast(set);
    List<MemberMachine> machines =
        set.members().stream()
            .filter(member -> !member.arbiterOnly())
            .map(ObservedMember::machine)
            .flatMap(Stream::ofNullable)
            .toList();
    long content = forecast.dataBytes() + forecast.diskBytes();
    double share = electable ? 1 : NEVER_PRIMARY;
    double cache = told(machines, machine -> cacheInUse(machine, content)).max().orElse(0);
    double memory =
        Math.min(
            GIB + MEMORY_PER_CACHE * cache,
            told(machines, MemberMachine::memoryBytes).min().orElse(Double.MAX_VALUE));
    OptionalDouble used = cpusInUse(machines);
    OptionalDouble fewest = told(machines, MemberMachine::cpus).min();
    double cpus =
        used.isPresent()
            ? Math.min(CPUS_PER_USED * used.getAsDouble(), fewest.orElse(Double.MAX_VALUE))
            : fewest.orElse(0);
    return new HostNeed(
        Math.max(SMALLEST_CPUS, tenthsUp(share * cpus)),
        Math.max(SMALLEST_MEMORY, (long) (share * memory)),
        forecast.neededDiskBytes(),
        forecast.grownDiskBytes(),
        reason(used, (long) cache, electable));
  }

  /** Whether this shape has it all. */
  boolean fits(OfferedShape shape) {
    return fitsMachine(shape) && shape.diskBytes() >= diskBytes;
  }

  /** Whether this shape has the processors and the memory. */
  public boolean fitsMachine(OfferedShape shape) {
    return shape.cpus() >= cpus && shape.memoryBytes() >= memoryBytes;
  }

  /** What a member did not tell of its cache is what it may hold, or all there is to hold. */
  private static double cacheInUse(MemberMachine machine, long content) {
    Long told = machine.cacheUsedBytes();
    return told == null ? Math.min(machine.cacheSizeGb() * GIB, (double) content) : told;
  }

  private static OptionalDouble cpusInUse(List<MemberMachine> machines) {
    return machines.stream()
        .map(MemberMachine::cpusUsed)
        .flatMap(Stream::ofNullable)
        .mapToDouble(Double::doubleValue)
        .max();
  }

  private static DoubleStream told(
      List<MemberMachine> machines, ToDoubleFunction<MemberMachine> quantity) {
    return machines.stream().mapToDouble(quantity).filter(value -> value > 0);
  }

  private static double tenthsUp(double value) {
    return Math.ceil(value * 10 - 1e-6) / 10;
  }

  private static String reason(OptionalDouble used, long cache, boolean electable) {
    String cpus =
        used.isPresent()
            ? "4 times the " + Quantity.number(used.getAsDouble()) + " CPU a member uses on average"
            : "as many CPU as a member has";
    return cpus
        + ", 1 GiB and 2.5 times the "
        + Quantity.bytes(cache)
        + " in its cache, at most what the smallest has"
        + (electable ? "" : "; half of it, as it is never primary");
  }
}
