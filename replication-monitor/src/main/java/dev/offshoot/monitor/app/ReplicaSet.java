package dev.offshoot.monitor.app;

import dev.offshoot.mongoadmin.app.MemberData.CollectionSize;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.monitor.domain.PrimaryReading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.BsonTimestamp;

/**
 * Conversations with the members of one set, each direct. Nothing is repeated by itself; every call
 * has a deadline well below a lease and answers with a value also when it fails.
 */
public interface ReplicaSet {

  /**
   * The longest from the stored intent until nothing is sent any more that could still take effect:
   * a look at the primary, finding it, and the 20 s the server is given.
   */
  Duration RECONFIG_DEADLINE = Duration.ofSeconds(30);

  /**
   * Finds the writable primary and reads configuration, commitment, status, FCV and default write
   * concern from it.
   *
   * @param known members to look for it, beside those the connection string names
   */
  Answer<PrimaryReading> readPrimary(List<MemberAddress> known);

  /** Reads several members side by side; answers in the order asked. */
  List<MemberReading> readMembers(List<MemberAddress> members);

  /** hello; needs no login. */
  Answer<HelloView> hello(MemberAddress member);

  /** replSetGetStatus of one member. */
  Answer<ReplicaSetStatus> status(MemberAddress member);

  /**
   * Sends a reconfig once, without force.
   *
   * @param why for the server's log
   * @return what the server said, as a sentence; the outcome is what is read back afterwards
   */
  Answer<String> reconfigure(MemberAddress primary, ReplicaSetConfiguration next, String why);

  /** Has members close their connections to one that was removed; best effort. */
  void dropConnections(List<MemberAddress> on, MemberAddress removed);

  /** Both catalogues, read side by side. */
  BothSides<NamespaceCatalogue> catalogues(MemberAddress reference, MemberAddress added);

  /** Size of a collection. */
  Answer<CollectionSize> size(MemberAddress member, Namespace namespace);

  /** Where a range of so many documents ends. */
  Answer<RangeReading<RangeEnd>> boundary(MemberAddress member, RangeRead read, long documents);

  /**
   * Digests of ranges, all read side by side on both members; answers in the order asked.
   *
   * @param reads one or two: a member grants each conversation no more connections
   */
  List<BothSides<RangeReading<RangeDigest>>> digests(
      MemberAddress reference, MemberAddress added, List<RangeRead> reads);

  /** Writes a marked no-op on the primary. */
  Answer<String> appendNote(MemberAddress primary, String marker);

  /** Finds the marked no-op in a member's own oplog. */
  Answer<Optional<OplogNote>> findNote(MemberAddress member, String marker, BsonTimestamp since);

  /**
   * The same question to two members.
   *
   * @param reference what the member compared with said
   * @param added what the new member said
   */
  record BothSides<T>(Answer<T> reference, Answer<T> added) {}
}
