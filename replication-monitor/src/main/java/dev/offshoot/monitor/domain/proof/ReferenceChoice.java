package dev.offshoot.monitor.domain.proof;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.monitor.domain.ExpansionGoal;
import dev.offshoot.monitor.domain.PrimaryReading;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the member to compare with: data-bearing, healthy, building all indexes, none of the new
 * ones; not delayed and not the primary if there is a choice; then the least behind.
 */
public final class ReferenceChoice {

  private static final Duration UNKNOWN_LAG = Duration.ofDays(1);

  private ReferenceChoice() {}

  /** The choice; empty when no member is healthy. */
  public static Optional<MemberAddress> choose(ExpansionGoal goal, PrimaryReading primary) {
    List<MemberEntry> usable =
        primary.configuration().members().stream()
            .filter(member -> !member.arbiterOnly() && member.buildIndexes())
            .filter(member -> !goal.adds(member.id()))
            .filter(member -> isHealthy(member, primary))
            .toList();
    Comparator<MemberEntry> order =
        Comparator.comparing((MemberEntry member) -> member.delaySeconds() > 0)
            .thenComparing(member -> member.address().equals(primary.address()))
            .thenComparing(
                member -> primary.status().lag(member.id()).orElse(UNKNOWN_LAG).toSeconds())
            .thenComparing(MemberEntry::id);
    return usable.stream().min(order).map(MemberEntry::address);
  }

  private static boolean isHealthy(MemberEntry member, PrimaryReading primary) {
    return primary
        .status()
        .row(member.id())
        .filter(MemberStatusRow::healthy)
        .map(MemberStatusRow::state)
        .filter(state -> state == MemberState.PRIMARY || state == MemberState.SECONDARY)
        .isPresent();
  }
}
