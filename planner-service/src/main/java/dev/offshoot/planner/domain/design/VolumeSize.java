package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.offered.OfferedVolume;
import org.jspecify.annotations.Nullable;

/** Decides how large a data disk of the host's own is made: what is needed, with room to grow. */
final class VolumeSize {

  private static final long GIB = 1L << 30;

  private VolumeSize() {}

  /** Whole GiB within what can be made; null where the host has its disk already. */
  static @Nullable Long bytes(OfferedShape shape, HostNeed need) {
    OfferedVolume volume = shape.volume();
    if (volume == null) {
      return null;
    }
    long wanted = Math.max(gibibytesUp(volume.smallestBytes()), gibibytesUp(need.grownDiskBytes()));
    return Math.min(wanted, volume.largestBytes() / GIB) * GIB;
  }

  private static long gibibytesUp(long bytes) {
    return (bytes + GIB - 1) / GIB;
  }
}
