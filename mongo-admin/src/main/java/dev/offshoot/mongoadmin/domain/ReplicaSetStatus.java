package dev.offshoot.mongoadmin.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * replSetGetStatus of one member: its opinion of the set, no more.
 *
 * @param raw the reply
 */
public record ReplicaSetStatus(BsonDocument raw) {

  /** Name of the set. */
  public String setName() {
    return BsonFields.text(raw, "set").orElse("");
  }

  /** State of the answering member. */
  public MemberState myState() {
    return MemberState.of(BsonFields.number(raw, "myState", 6));
  }

  /** Its election term. */
  public long term() {
    return BsonFields.number(raw, "term", -1);
  }

  /** When it answered, by its own clock. */
  public Optional<Instant> at() {
    return BsonFields.date(raw, "date");
  }

  /** Every configured member as this one sees it. */
  public List<MemberStatusRow> rows() {
    return BsonFields.documents(raw, "members").stream().map(MemberStatusRow::new).toList();
  }

  /** The row of a member by _id. */
  public Optional<MemberStatusRow> row(int id) {
    return rows().stream().filter(row -> row.id() == id).findFirst();
  }

  /** The row of a member by address. */
  public Optional<MemberStatusRow> row(MemberAddress address) {
    return rows().stream().filter(row -> row.address().equals(address)).findFirst();
  }

  /** The answering member's own row; missing when it was removed from the configuration. */
  public Optional<MemberStatusRow> self() {
    return rows().stream().filter(MemberStatusRow::self).findFirst();
  }

  /** Who is primary in this view; empty unless exactly one row says so. */
  public Optional<MemberAddress> primary() {
    List<MemberStatusRow> primaries =
        rows().stream().filter(row -> row.state() == MemberState.PRIMARY).toList();
    return primaries.size() == 1 ? Optional.of(primaries.getFirst().address()) : Optional.empty();
  }

  /** How far a member is behind this view's primary in wall time; idle sets show up to 10 s. */
  public Optional<Duration> lag(int id) {
    Optional<Instant> leader = primary().flatMap(this::row).flatMap(MemberStatusRow::appliedAt);
    Optional<Instant> member = row(id).flatMap(MemberStatusRow::appliedAt);
    if (leader.isEmpty() || member.isEmpty()) {
      return Optional.empty();
    }
    Duration lag = Duration.between(member.get(), leader.get());
    return Optional.of(lag.isNegative() ? Duration.ZERO : lag);
  }

  /** The majority commit point. */
  public Optional<OpTime> lastCommitted() {
    return OpTime.in(BsonFields.document(raw, "optimes"), "lastCommittedOpTime");
  }

  /** What the answering member applied last. */
  public Optional<OpTime> lastApplied() {
    return OpTime.in(BsonFields.document(raw, "optimes"), "appliedOpTime");
  }

  /** What the answering member has in its journal. */
  public Optional<OpTime> lastDurable() {
    return OpTime.in(BsonFields.document(raw, "optimes"), "durableOpTime");
  }

  /** Where the answering member syncs from. */
  public Optional<MemberAddress> syncSource() {
    return BsonFields.text(raw, "syncSourceHost")
        .filter(text -> !text.isEmpty())
        .flatMap(MemberAddress::find);
  }

  /** Votes an election needs. */
  public int majorityVotes() {
    return (int) BsonFields.number(raw, "majorityVoteCount", 0);
  }

  /** Data-bearing voters a majority write needs. */
  public int writeMajority() {
    return (int) BsonFields.number(raw, "writeMajorityCount", 0);
  }

  /** Voters now, without those whose vote is held back. */
  public int votingMembers() {
    return (int) BsonFields.number(raw, "votingMembersCount", 0);
  }

  /** Data-bearing voters now. */
  public int writableVotingMembers() {
    return (int) BsonFields.number(raw, "writableVotingMembersCount", 0);
  }

  /** Milliseconds between heartbeats. */
  public long heartbeatMillis() {
    return BsonFields.number(raw, "heartbeatIntervalMillis", 2000);
  }

  /** Progress of the answering member's own initial sync; absent before it and after it. */
  public Optional<InitialSyncProgress> initialSync() {
    BsonDocument progress = BsonFields.document(raw, "initialSyncStatus");
    return progress.isEmpty() ? Optional.empty() : Optional.of(new InitialSyncProgress(progress));
  }
}
