package dev.offshoot.monitor.app;

import dev.offshoot.contracts.CopyProgress;
import dev.offshoot.contracts.MemberProgress;
import dev.offshoot.contracts.SyncProgressed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes telemetry of a step. */
final class Progress {

  private Progress() {}

  static SyncProgressed of(
      Work work,
      String detail,
      List<MemberProgress> members,
      @Nullable CopyProgress copy,
      Instant at) {
    return new SyncProgressed(
        work.expansionId(),
        work.deployment().name(),
        work.state().phase().step(),
        detail,
        members,
        copy,
        at);
  }
}
