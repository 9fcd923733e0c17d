package dev.offshoot.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry: the latest one wins; never recorded in a journal.
 *
 * @param expansionId UUID of the expansion
 * @param deployment name of the deployment
 * @param step provision, install, synchronize, verify or promote
 * @param detail one line a person can read
 * @param members state of each new member
 * @param copy bytes, while something is copied or compared
 * @param at when this was seen
 */
public record SyncProgressed(
    String expansionId,
    String deployment,
    String step,
    String detail,
    List<MemberProgress> members,
    @Nullable CopyProgress copy,
    Instant at) {

  /** Copies the collections; a missing one reads as empty. */
  public SyncProgressed {
    members = Ordered.list(members);
  }
}
