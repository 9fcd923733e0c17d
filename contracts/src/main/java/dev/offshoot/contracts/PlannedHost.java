package dev.offshoot.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host request of one member.
 *
 * @param requestId UUID, deterministic
 * @param provider who makes it
 * @param shape which size
 * @param site where
 * @param cpus processors
 * @param memoryBytes memory
 * @param diskBytes disk
 * @param volumeBytes size of the data disk to make, whole GiB; absent: the host's own disk
 * @param zones zones it may be made in, the preferred first; empty: the provider has none
 * @param cost what it costs; absent where no price is known
 * @param sharesMachine whether it is on the machine Offshoot runs on; absent in plans of an earlier
 *     version
 */
public record PlannedHost(
    String requestId,
    String provider,
    String shape,
    @Nullable String site,
    double cpus,
    long memoryBytes,
    long diskBytes,
    @Nullable Long volumeBytes,
    List<String> zones,
    @Nullable PlannedCost cost,
    @Nullable Boolean sharesMachine) {

  /** Copies the collections; a missing one reads as empty. */
  public PlannedHost {
    zones = Ordered.list(zones);
  }
}
