package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program that writes all the time with majority write concern and remembers what was
 * acknowledged; a primary that lacks any of it is a loss.
 */
public final class Writer {

  static final long BEGIN = 100;
  static final int LONELY_TICKS = 50;

  private final Turns turns;
  private final SimulatedSet set;
  private final TreeMap<Long, Long> acknowledged = new TreeMap<>();
  private String loss = "";

  Writer(Turns turns, SimulatedSet set) {
    this.turns = turns;
    this.set = set;
  }

  /** The primary takes one write; what a majority has is acknowledged, in its own term only. */
  void write(SimulatedMember primary, ReplicaSetConfiguration own) {
    Oplog log = primary.log;
    if (log == null) {
      return;
    }
    Oplog now = append(primary, log);
    long[] positions = new long[own.members().size()];
    int voters = 0;
    for (MemberEntry entry : own.members()) {
      if (entry.countsAsVoter() && !entry.arbiterOnly()) {
        SimulatedMember member = set.member(entry.address()).orElse(null);
        positions[voters++] = member == null ? 0 : confirmed(member, primary, now);
      }
    }
    Arrays.sort(positions, 0, voters);
    int index = voters - own.writeMajority();
    if (index >= 0 && now.contains(primary.term, positions[index])) {
      acknowledged.merge(primary.term, positions[index], Math::max);
    }
  }

  private long confirmed(SimulatedMember member, SimulatedMember primary, Oplog now) {
    Oplog theirs = member.log;
    boolean counts =
        member.bearsData() && member.term <= primary.term && set.reaches(member, primary);
    return theirs == null || !counts ? 0 : theirs.common(now);
  }

  private Oplog append(SimulatedMember primary, Oplog log) {
    Oplog now = log.appended(primary.term);
    primary.log = now;
    primary.appliedAt = turns.clock().instant();
    return now;
  }

  long note(SimulatedMember primary, String marker) {
    Oplog log = primary.log;
    if (log == null) {
      throw new IllegalStateException(primary.address + " is primary without data");
    }
    var unused = append(primary, log);
    set.stirred();
    for (SimulatedMember member : set.members()) {
      member.notes.put(marker, primary.applied());
    }
    return primary.applied();
  }

  boolean committedIn(long term) {
    return acknowledged.containsKey(term) || acknowledged.isEmpty();
  }

  /** Position of the last acknowledged write. */
  long committed() {
    return acknowledged.isEmpty() ? BEGIN : acknowledged.lastEntry().getValue();
  }

  void elected(SimulatedMember winner) {
    Oplog log = winner.log;
    for (Map.Entry<Long, Long> write : acknowledged.entrySet()) {
      if (log == null || !log.contains(write.getKey(), write.getValue())) {
        loss =
            winner.address + " leads without write " + write.getValue() + " of " + write.getKey();
        turns.say(loss);
      }
    }
  }

  /** Which acknowledged write was lost; empty when none was. */
  public String loss() {
    return loss;
  }
}
