package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonTimestamp;

/** What members say of themselves and of each other, as the documents a server answers with. */
final class StatusDocuments {

  private static final long MIB = 1L << 20;
  private static final int DOWN = 8;

  private final SimulatedSet set;

  StatusDocuments(SimulatedSet set) {
    this.set = set;
  }

  /** hello. */
  HelloView hello(SimulatedMember member) {
    ReplicaSetConfiguration own = member.configuration();
    BsonDocument reply = new BsonDocument("me", new BsonString(member.address.format()));
    if (own == null || member.self().isEmpty()) {
      reply.put("isreplicaset", BsonBoolean.TRUE);
    } else {
      reply.put("setName", new BsonString(own.setName()));
      reply.put("setVersion", new BsonInt64(own.version()));
      reply.put("isWritablePrimary", BsonBoolean.valueOf(member.isPrimary()));
      reply.put("secondary", BsonBoolean.valueOf(member.state == MemberState.SECONDARY));
      reply.put("arbiterOnly", BsonBoolean.valueOf(member.state == MemberState.ARBITER));
    }
    return new HelloView(reply);
  }

  /** replSetGetStatus. */
  ReplicaSetStatus status(SimulatedMember observer, Instant now) {
    ReplicaSetConfiguration own = observer.configuration();
    BsonDocument reply =
        new BsonDocument("set", new BsonString(own == null ? "" : own.setName()))
            .append("date", date(now))
            .append("myState", new BsonInt32(number(observer.state)))
            .append("term", new BsonInt64(observer.term));
    BsonDocument optimes =
        new BsonDocument("lastCommittedOpTime", opTime(set.writer().committed()));
    if (observer.applied() >= 0) {
      optimes.put("appliedOpTime", opTime(observer.applied()));
    }
    reply.put("optimes", optimes);
    BsonArray rows = new BsonArray();
    if (own != null) {
      reply.put("majorityVoteCount", new BsonInt32(own.majority()));
      own.members().forEach(entry -> rows.add(row(observer, entry)));
    }
    reply.put("members", rows);
    if (observer.state == MemberState.STARTUP2) {
      reply.put("initialSyncStatus", synchronization(observer));
    }
    return new ReplicaSetStatus(reply);
  }

  private BsonDocument row(SimulatedMember observer, MemberEntry entry) {
    Optional<SimulatedMember> seen =
        set.member(entry.address()).filter(m -> m.up() && set.reaches(observer, m));
    boolean self = entry.address().equals(observer.address);
    // A mongod that has not heard of the set yet answers heartbeats in state STARTUP.
    int state = seen.map(member -> number(member.state)).orElse(DOWN);
    BsonDocument row =
        new BsonDocument("_id", new BsonInt32(entry.id()))
            .append("name", new BsonString(entry.address().format()))
            .append("health", new BsonInt32(seen.isPresent() ? 1 : 0))
            .append("state", new BsonInt32(state));
    if (self) {
      row.put("self", BsonBoolean.TRUE);
    }
    seen.filter(member -> member.applied() >= 0)
        .ifPresent(
            member -> {
              row.put("optime", opTime(member.applied()));
              row.put("lastAppliedWallTime", date(member.appliedAt));
            });
    seen.map(SimulatedMember::configuration)
        .ifPresent(
            configuration -> {
              row.put("configVersion", new BsonInt64(configuration.version()));
              row.put("configTerm", new BsonInt64(configuration.term()));
            });
    return row;
  }

  private static BsonDocument synchronization(SimulatedMember member) {
    return new BsonDocument("failedInitialSyncAttempts", new BsonInt32(member.failedAttempts))
        .append("maxFailedInitialSyncAttempts", new BsonInt32(10))
        .append("approxTotalDataSize", new BsonInt64(100 * MIB))
        .append("approxTotalBytesCopied", new BsonInt64(member.syncTicks * MIB));
  }

  static BsonTimestamp timestamp(long position) {
    return new BsonTimestamp((int) position, 1);
  }

  private static BsonDocument opTime(long position) {
    return new BsonDocument("ts", timestamp(position)).append("t", new BsonInt64(1));
  }

  private static BsonDateTime date(Instant instant) {
    return new BsonDateTime(instant.toEpochMilli());
  }

  private static int number(MemberState state) {
    return switch (state) {
      case STARTUP -> 0;
      case PRIMARY -> 1;
      case SECONDARY -> 2;
      case RECOVERING -> 3;
      case STARTUP2 -> 5;
      case UNKNOWN -> 6;
      case ARBITER -> 7;
      case DOWN -> DOWN;
      case ROLLBACK -> 9;
      case REMOVED -> 10;
    };
  }
}
