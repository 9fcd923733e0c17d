package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.Quantity;
import dev.offshoot.planner.domain.offered.OfferedShape;
import java.util.ArrayList;
import java.util.List;

/** Is the host large enough? */
final class HostSizeChecks implements Check {

  /** The smallest cache, connections and the copy's buffers. */
  private static final long SMALLEST_MEMORY = 512L << 20;

  private static final double SMALLEST_CPUS = 0.1;

  @Override
  public List<RefusalCode> decides() {
    return List.of(RefusalCode.DISK_TOO_SMALL, RefusalCode.HOST_TOO_SMALL);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    OfferedShape shape = draft.host().shape();
    return shape == null ? List.of() : new ArrayList<>(List.of(disk(draft, shape), machine(shape)));
  }

  private static Finding disk(Draft draft, OfferedShape shape) {
    long needed = draft.forecast().neededDiskBytes();
    String compared = Quantity.bytes(shape.diskBytes());
    if (shape.diskBytes() >= needed) {
      return Finding.ok("disk", compared + " >= " + Quantity.bytes(needed));
    }
    return Finding.refused(
        RefusalCode.DISK_TOO_SMALL,
        "shape "
            + shape.name()
            + " has "
            + compared
            + " of disk; data, indexes, oplog and a fifth to spare need "
            + Quantity.bytes(needed),
        "Use a shape with more disk (--shape), or make room where its hosts are kept.");
  }

  private static Finding machine(OfferedShape shape) {
    String size =
        Quantity.number(shape.cpus()) + " CPU, " + Quantity.bytes(shape.memoryBytes()) + " memory";
    if (shape.memoryBytes() >= SMALLEST_MEMORY && shape.cpus() >= SMALLEST_CPUS) {
      return Finding.ok("host", size);
    }
    return Finding.refused(
        RefusalCode.HOST_TOO_SMALL,
        "shape " + shape.name() + " has " + size,
        "mongod needs at least " + Quantity.bytes(SMALLEST_MEMORY) + ": use another --shape.");
  }
}
