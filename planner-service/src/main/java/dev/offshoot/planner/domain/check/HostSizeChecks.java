package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.WarningCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.HostChoice;
import dev.offshoot.planner.domain.design.HostNeed;
import dev.offshoot.planner.domain.design.Quantity;
import dev.offshoot.planner.domain.offered.OfferedShape;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is the host large enough? A machine that is there already is refused only where mongod could not
 * run on it, as there may be no larger one; a size to be made must have what the member needs.
 */
final class HostSizeChecks implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of(RefusalCode.DISK_TOO_SMALL, RefusalCode.HOST_TOO_SMALL);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    return draft.shapes().stream()
        .flatMap(shape -> Stream.of(disk(draft, shape), machine(draft, shape)))
        .toList();
  }

  private static Finding disk(Draft draft, OfferedShape shape) {
    HostNeed need = draft.need();
    Long volume = draft.volumeBytes();
    long disk = volume == null ? shape.diskBytes() : volume;
    if (shape.diskBytes() < need.diskBytes()) {
      return diskTooSmall(shape, need);
    }
    String compared =
        which(draft, shape)
            + (volume == null ? "" : "a data disk of ")
            + Quantity.bytes(disk)
            + " >= "
            + Quantity.bytes(need.diskBytes());
    String grown =
        Quantity.bytes(need.grownDiskBytes())
            + " with 90 days of growth at the oplog's rate, at most as much again";
    return disk < need.grownDiskBytes()
        ? Finding.warned(WarningCode.DISK_MAY_FILL, compared + ", but less than " + grown)
        : Finding.ok("disk", compared + "; " + grown);
  }

  private static Finding diskTooSmall(OfferedShape shape, HostNeed need) {
    return Finding.refused(
        RefusalCode.DISK_TOO_SMALL,
        named(shape)
            + (shape.volume() == null ? " has " : " can have at most ")
            + Quantity.bytes(shape.diskBytes())
            + " of disk; data, indexes, oplog and a fifth to spare need "
            + Quantity.bytes(need.diskBytes()),
        shape.machine() == null
            ? "Use a shape with more disk (--shape), or make room where its hosts are kept."
            : "Take another machine (--host), or make room on this one.");
  }

  private static Finding machine(Draft draft, OfferedShape shape) {
    HostNeed need = draft.need();
    String size = size(shape.cpus(), shape.memoryBytes());
    if (shape.memoryBytes() < HostNeed.SMALLEST_MEMORY || shape.cpus() < HostNeed.SMALLEST_CPUS) {
      return Finding.refused(
          RefusalCode.HOST_TOO_SMALL,
          named(shape) + " has " + size,
          "mongod needs at least "
              + Quantity.bytes(HostNeed.SMALLEST_MEMORY)
              + (shape.machine() == null ? ": use another --shape." : ": take another --host."));
    }
    String needed = size(need.cpus(), need.memoryBytes()) + ": " + need.reason();
    if (need.fitsMachine(shape)) {
      return Finding.ok("host", which(draft, shape) + size + " >= " + needed);
    }
    return madeToOrder(draft.host())
        ? Finding.refused(
            RefusalCode.HOST_TOO_SMALL,
            named(shape) + " has " + size + ", less than " + needed,
            remedy(asked(draft)))
        : Finding.warned(
            WarningCode.HOST_SMALL, which(draft, shape) + size + ", less than " + needed);
  }

  private static String named(OfferedShape shape) {
    return (shape.machine() == null ? "shape " : "machine ") + shape.name();
  }

  /** Which of several it is about. */
  private static String which(Draft draft, OfferedShape shape) {
    return draft.shapes().size() > 1 ? named(shape) + ": " : "";
  }

  private static String remedy(@Nullable String asked) {
    return asked == null
        ? "It is the largest one offered: let the provider offer a larger one."
        : "Leave --shape out, and the smallest that fits is taken, or name a larger one.";
  }

  private static @Nullable String asked(Draft draft) {
    var wish = draft.input().request().host();
    return wish == null ? null : wish.shape();
  }

  private static boolean madeToOrder(HostChoice host) {
    var provider = host.provider();
    return provider != null && !host.ofPool() && !HostChoice.onThisMachine(provider);
  }

  private static String size(double cpus, long memoryBytes) {
    return Quantity.number(cpus) + " CPU, " + Quantity.bytes(memoryBytes) + " memory";
  }
}
