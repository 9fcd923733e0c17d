package dev.offshoot.monitor.adapter.set;

import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.app.MemberData.CollectionSize;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.monitor.app.ReplicaSet.BothSides;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonTimestamp;

/** Questions about what members hold, as the prove user. */
final class DataConversation {

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration CATALOGUE = Duration.ofSeconds(15);
  private static final Duration RANGE = Duration.ofSeconds(15);

  private final Conversations conversations;

  DataConversation(Conversations conversations) {
    this.conversations = conversations;
  }

  BothSides<NamespaceCatalogue> catalogues(MemberAddress reference, MemberAddress added) {
    return both(reference, added, admin -> admin.catalogue(CATALOGUE));
  }

  Answer<CollectionSize> size(MemberAddress member, Namespace namespace) {
    return conversations.ask(member, Purpose.PROVE, admin -> admin.size(namespace, LOOK));
  }

  Answer<RangeReading<RangeEnd>> boundary(MemberAddress member, RangeRead read, long documents) {
    return conversations.ask(
        member, Purpose.PROVE, admin -> admin.findBoundary(read, documents, RANGE));
  }

  /** The members wait for one range's round trips while they read the other. */
  List<BothSides<RangeReading<RangeDigest>>> digests(
      MemberAddress reference, MemberAddress added, List<RangeRead> reads) {
    return Conversations.sideBySide(
        reads, read -> both(reference, added, admin -> admin.digestRange(read, RANGE)));
  }

  Answer<Optional<OplogNote>> findNote(MemberAddress member, String marker, BsonTimestamp since) {
    return conversations.ask(member, Purpose.PROVE, admin -> admin.findNote(marker, since, LOOK));
  }

  private <T> BothSides<T> both(
      MemberAddress reference, MemberAddress added, Function<MemberAdmin, Answer<T>> question) {
    List<Answer<T>> answers =
        Conversations.sideBySide(
            List.of(reference, added),
            member -> conversations.ask(member, Purpose.PROVE, question));
    return new BothSides<>(answers.get(0), answers.get(1));
  }
}
