package dev.offshoot.monitor.domain.change;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.NewMember;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.Intent;
import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.WantedMember;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/**
 * One reconfig: concerns one member, changes at most one voter, and has version base + 1. That
 * version is a compare-and-set: the server refuses it when anybody else changed the configuration
 * in between.
 *
 * @param kind what it changes
 * @param memberId _id of the member concerned; -1 for a fence
 * @param address its address
 * @param wanted how the member shall end; only its votes, priority, visibility, tags and split
 *     horizons are read
 */
public record ReconfigChange(
    ChangeKind kind, int memberId, MemberAddress address, WantedMember wanted) {

  /** For a member to add. */
  public static ReconfigChange of(ChangeKind kind, WantedMember member) {
    return new ReconfigChange(kind, member.id(), member.address(), member);
  }

  /** An otherwise unchanged configuration. */
  public static ReconfigChange fence(WantedMember member) {
    return new ReconfigChange(ChangeKind.FENCE, -1, member.address(), member);
  }

  /** The configuration after it; the same content when there is nothing to change. */
  public ReplicaSetConfiguration applyTo(ReplicaSetConfiguration base) {
    ReplicaSetConfiguration changed =
        switch (kind) {
          case ADD -> base.withMember(new NewMember(memberId, address, wanted.horizons()));
          case VOTE -> base.withVotes(memberId, wanted.votes());
          case VISIBLE ->
              base.withFinal(memberId, wanted.priority(), wanted.hidden(), wanted.tags());
          case WITHDRAW -> base.withHiddenAndPriorityZero(memberId).withVotes(memberId, 0);
          case REMOVE -> base.withoutMember(memberId);
          case FENCE -> base.unchangedAt(base.version() + 1);
        };
    ReplicaSetConfiguration next = atVersion(changed, base.version() + 1);
    requireOnlyThisMember(base, next);
    return next;
  }

  /** What is stored before it is sent. */
  public Intent intent(ReplicaSetConfiguration next) {
    return new Intent(
        kind,
        memberId,
        address.format(),
        next.version(),
        next.member(memberId).map(MemberEntry::raw).map(ConfigurationText::canonical).orElse(null));
  }

  /** For the audit and the server's log. */
  public String describe() {
    return switch (kind) {
      case ADD ->
          "add "
              + who()
              + " with votes 0, priority 0, hidden, without tags"
              + (wanted.horizons().isEmpty() ? "" : ", horizons " + wanted.horizons());
      case VOTE -> "give " + who() + " votes " + wanted.votes();
      case VISIBLE ->
          "give %s priority %s, hidden %s, tags %s"
              .formatted(who(), wanted.priority(), wanted.hidden(), wanted.tags());
      case WITHDRAW -> "undo: take vote, priority and visibility from " + who();
      case REMOVE -> "undo: remove " + who();
      case FENCE -> "undo: unchanged configuration, so that a late command is refused";
    };
  }

  private String who() {
    return "_id " + memberId + " (" + address + ")";
  }

  private static ReplicaSetConfiguration atVersion(
      ReplicaSetConfiguration configuration, long version) {
    BsonDocument document = configuration.document();
    BsonValue old = document.get("version");
    document.put(
        "version",
        old != null && old.isInt64() ? new BsonInt64(version) : new BsonInt32((int) version));
    return ReplicaSetConfiguration.of(document);
  }

  private void requireOnlyThisMember(ReplicaSetConfiguration base, ReplicaSetConfiguration next) {
    if (Math.abs(next.voters() - base.voters()) > 1
        || !without(base).sameApartFromVersionAndTerm(without(next))) {
      throw new IllegalStateException(
          "a reconfig to " + describe() + " would change more: " + base.differences(next));
    }
  }

  private ReplicaSetConfiguration without(ReplicaSetConfiguration configuration) {
    return configuration.member(memberId).isPresent()
        ? configuration.withoutMember(memberId)
        : configuration;
  }
}
