package dev.offshoot.monitor.adapter.set;

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
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.monitor.domain.PrimaryReading;
import java.util.List;
import java.util.Optional;
import org.bson.BsonTimestamp;

/** Puts the conversations about the set and about its data together. */
record DirectReplicaSet(SetConversation set, DataConversation data) implements ReplicaSet {

  @Override
  public Answer<PrimaryReading> readPrimary(List<MemberAddress> known) {
    return set.readPrimary(known);
  }

  @Override
  public List<MemberReading> readMembers(List<MemberAddress> members) {
    return set.readMembers(members);
  }

  @Override
  public Answer<HelloView> hello(MemberAddress member) {
    return set.hello(member);
  }

  @Override
  public Answer<ReplicaSetStatus> status(MemberAddress member) {
    return set.status(member);
  }

  @Override
  public Answer<String> reconfigure(
      MemberAddress primary, ReplicaSetConfiguration next, String why) {
    return set.reconfigure(primary, next, why);
  }

  @Override
  public void dropConnections(List<MemberAddress> on, MemberAddress removed) {
    set.dropConnections(on, removed);
  }

  @Override
  public BothSides<NamespaceCatalogue> catalogues(MemberAddress reference, MemberAddress added) {
    return data.catalogues(reference, added);
  }

  @Override
  public Answer<CollectionSize> size(MemberAddress member, Namespace namespace) {
    return data.size(member, namespace);
  }

  @Override
  public Answer<RangeReading<RangeEnd>> boundary(
      MemberAddress member, RangeRead read, long documents) {
    return data.boundary(member, read, documents);
  }

  @Override
  public List<BothSides<RangeReading<RangeDigest>>> digests(
      MemberAddress reference, MemberAddress added, List<RangeRead> reads) {
    return data.digests(reference, added, reads);
  }

  @Override
  public Answer<String> appendNote(MemberAddress primary, String marker) {
    return set.appendNote(primary, marker);
  }

  @Override
  public Answer<Optional<OplogNote>> findNote(
      MemberAddress member, String marker, BsonTimestamp since) {
    return data.findNote(member, marker, since);
  }
}
