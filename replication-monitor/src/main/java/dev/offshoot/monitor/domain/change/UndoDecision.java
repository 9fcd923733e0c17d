package dev.offshoot.monitor.domain.change;

import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.Ground;
import dev.offshoot.monitor.domain.Intent;
import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.monitor.domain.WantedMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;

/**
 * Decides the next thing on the way back, from a fresh reading of the primary. A member is removed
 * only if its entry is one that Offshoot wrote, it is not primary, and the remaining data-bearing
 * voters are a healthy majority without it. Absence is believed only above every intended version,
 * because a late command with a lower or equal version is refused by the server with code 103 (seen
 * on 6.0.5).
 */
public sealed interface UndoDecision {

  /** No reconfig to add was ever intended: nothing can be there. */
  record NothingWasDone() implements UndoDecision {}

  /** Send this change. */
  record Change(ReconfigChange change, ReplicaSetConfiguration next) implements UndoDecision {}

  /** None of the members is there, and none can come back. */
  record Gone(long version, long term) implements UndoDecision {}

  /** Look again. */
  record Later(String reason) implements UndoDecision {}

  /** A person must decide. */
  record AskPerson(String reason, String remedy) implements UndoDecision {}

  /** Whether anything was ever to be added; decided without looking at the set. */
  static boolean nothingWasDone(Ground ground) {
    return ground.intents().stream().noneMatch(intent -> intent.kind() == ChangeKind.ADD);
  }

  /**
   * @param members the members of the expansion, in the plan's order; undone in reverse
   * @param ground every reconfig intended
   * @param primary what the primary said just now
   */
  static UndoDecision decide(List<WantedMember> members, Ground ground, PrimaryReading primary) {
    if (nothingWasDone(ground)) {
      return new NothingWasDone();
    }
    ReplicaSetConfiguration now = primary.configuration();
    if (primary.current().commitment() != Commitment.COMMITTED) {
      return new Later("configuration version " + now.version() + " is not committed yet");
    }
    for (WantedMember member : members.reversed()) {
      Optional<MemberEntry> entry = now.member(member.id());
      if (entry.isPresent()) {
        return present(member, entry.get(), ground, primary);
      }
    }
    if (now.version() <= ground.highestIntended()) {
      ReconfigChange fence = ReconfigChange.fence(members.getFirst());
      return new Change(fence, fence.applyTo(now));
    }
    return new Gone(now.version(), now.term());
  }

  private static UndoDecision present(
      WantedMember member, MemberEntry entry, Ground ground, PrimaryReading primary) {
    if (!isOurs(entry, ground)) {
      return new AskPerson(
          "the entry of _id %d in configuration version %d is not as Offshoot wrote it: %s"
              .formatted(member.id(), primary.configuration().version(), entry.raw().toJson()),
          "decide whether this member shall stay; to let Offshoot remove it, reconfigure its entry"
              + " to votes 0, priority 0, hidden true, without tags, or remove it by hand");
    }
    if (primary.address().equals(entry.address())) {
      return new AskPerson(
          entry.address() + " is primary",
          "have it step down (rs.stepDown()) so that Offshoot can remove it");
    }
    Optional<String> weak = tooWeakWithout(member.id(), primary);
    if (weak.isPresent()) {
      return new AskPerson(
          weak.get(), "bring the other members back; the removal goes on by itself then");
    }
    boolean plain = entry.hidden() && entry.priority() == 0 && entry.votes() == 0;
    ReconfigChange change =
        ReconfigChange.of(plain ? ChangeKind.REMOVE : ChangeKind.WITHDRAW, member);
    return new Change(change, change.applyTo(primary.configuration()));
  }

  private static boolean isOurs(MemberEntry entry, Ground ground) {
    List<BsonDocument> written = new ArrayList<>();
    Optional.ofNullable(ground.expected())
        .map(ConfigurationText::parse)
        .flatMap(expected -> expected.member(entry.id()))
        .map(MemberEntry::raw)
        .ifPresent(written::add);
    for (Intent intent : ground.intents()) {
      if (intent.memberId() == entry.id() && intent.entry() != null) {
        written.add(BsonDocument.parse(intent.entry()));
      }
    }
    return written.stream().anyMatch(ours -> sameEntry(ours, entry.raw()));
  }

  private static boolean sameEntry(BsonDocument ours, BsonDocument found) {
    return alone(ours).sameApartFromVersionAndTerm(alone(found));
  }

  /** The entry in a configuration of its own, compared as configurations are. */
  private static ReplicaSetConfiguration alone(BsonDocument entry) {
    BsonDocument plain = entry.clone();
    plain.remove("newlyAdded");
    return ReplicaSetConfiguration.of(new BsonDocument("members", new BsonArray(List.of(plain))));
  }

  private static Optional<String> tooWeakWithout(int id, PrimaryReading primary) {
    ReplicaSetConfiguration rest = primary.configuration().withoutMember(id);
    int voters = 0;
    int bearing = 0;
    List<MemberAddress> missing = new ArrayList<>();
    for (MemberEntry member : rest.members()) {
      if (!member.countsAsVoter()) {
        continue;
      }
      if (isHealthy(member, primary)) {
        voters++;
        bearing += member.arbiterOnly() ? 0 : 1;
      } else {
        missing.add(member.address());
      }
    }
    return voters >= rest.majority() && bearing >= rest.writeMajority()
        ? Optional.empty()
        : Optional.of(
            "without _id %d the remaining voters are no healthy majority; not healthy: %s"
                .formatted(id, missing));
  }

  private static boolean isHealthy(MemberEntry member, PrimaryReading primary) {
    return primary
        .status()
        .row(member.id())
        .filter(MemberStatusRow::healthy)
        .map(MemberStatusRow::state)
        .filter(MemberState::isInService)
        .isPresent();
  }
}
