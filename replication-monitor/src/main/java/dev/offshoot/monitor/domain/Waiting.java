package dev.offshoot.monitor.domain;

import dev.offshoot.monitor.domain.sync.SyncWatch;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered between looks; fresh in every phase.
 *
 * @param budget observed waiting so far
 * @param calmSince since when every new member is caught up; null while one is not
 * @param watches one per member that is watched while it synchronizes
 */
public record Waiting(WaitBudget budget, @Nullable Instant calmSince, List<SyncWatch> watches) {

  /** A look is counted at most this often, so that looking again is not writing again. */
  private static final Duration COUNTED_EVERY = Duration.ofSeconds(5);

  /** Nothing yet. */
  public static final Waiting FRESH = new Waiting(WaitBudget.FRESH, null, List.of());

  /** Copies the list. */
  public Waiting {
    watches = List.copyOf(watches);
  }

  /** Counts this look. */
  public Waiting looked(Instant now) {
    return new Waiting(counted(budget, now), calmSince, watches);
  }

  /** A budget that is written every few seconds only. */
  public static WaitBudget counted(WaitBudget budget, Instant now) {
    Instant last = budget.lastLook();
    boolean due = last == null || now.isBefore(last) || !now.isBefore(last.plus(COUNTED_EVERY));
    return due ? budget.looked(now, COUNTED_EVERY) : budget;
  }

  /** Calm since then, or not calm. */
  public Waiting calm(@Nullable Instant since) {
    return new Waiting(budget, since, watches);
  }

  /** The watch over this member. */
  public SyncWatch watch(int memberId) {
    return watches.stream()
        .filter(watch -> watch.memberId() == memberId)
        .findFirst()
        .orElseGet(() -> SyncWatch.begun(memberId));
  }

  /** With this watch in place of the member's former one. */
  public Waiting with(SyncWatch watch) {
    List<SyncWatch> all = new ArrayList<>(watches);
    all.removeIf(other -> other.memberId() == watch.memberId());
    all.add(watch);
    return new Waiting(budget, calmSince, all);
  }
}
