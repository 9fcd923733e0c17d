package dev.offshoot.mongoadmin.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/**
 * hello of one member; needs no login.
 *
 * @param raw the reply
 */
public record HelloView(BsonDocument raw) {

  /** Name of the set; empty for a standalone, a mongos, and a member not yet initiated. */
  public Optional<String> setName() {
    return BsonFields.text(raw, "setName");
  }

  /** Whether it takes writes: it is primary and has finished its drain. */
  public boolean isWritablePrimary() {
    return BsonFields.flag(raw, "isWritablePrimary");
  }

  /** Whether it is a secondary. */
  public boolean isSecondary() {
    return BsonFields.flag(raw, "secondary");
  }

  /** Whether it is an arbiter. */
  public boolean isArbiter() {
    return BsonFields.flag(raw, "arbiterOnly");
  }

  /** Whether it is a mongos. */
  public boolean isRouter() {
    return BsonFields.text(raw, "msg").filter("isdbgrid"::equals).isPresent();
  }

  /** Whether it is a config server (configsvr is 2 on all supported versions). */
  public boolean isConfigServer() {
    return raw.containsKey("configsvr");
  }

  /** Whether it runs with --replSet but has no configuration it is part of. */
  public boolean isGhost() {
    return BsonFields.flag(raw, "isreplicaset");
  }

  /** Its own address in the configuration. */
  public Optional<MemberAddress> me() {
    return BsonFields.text(raw, "me").flatMap(MemberAddress::find);
  }

  /** Who it believes is primary. */
  public Optional<MemberAddress> primary() {
    return BsonFields.text(raw, "primary").flatMap(MemberAddress::find);
  }

  /** Members it names: hosts, passives, arbiters; hidden ones are missing. */
  public List<MemberAddress> members() {
    return Stream.of("hosts", "passives", "arbiters")
        .flatMap(field -> BsonFields.texts(raw, field).stream())
        .flatMap(text -> MemberAddress.find(text).stream())
        .toList();
  }

  /** Version of its configuration. */
  public long setVersion() {
    return BsonFields.number(raw, "setVersion", -1);
  }

  /** Last entry it applied. */
  public Optional<OpTime> lastWrite() {
    return OpTime.in(BsonFields.document(raw, "lastWrite"), "opTime");
  }

  /** Wall time of that entry: a lag signal that needs no login. */
  public Optional<Instant> lastWriteAt() {
    return BsonFields.date(BsonFields.document(raw, "lastWrite"), "lastWriteDate");
  }

  /** Newest entry it knows to be committed by a majority. */
  public Optional<OpTime> lastMajorityWrite() {
    return OpTime.in(BsonFields.document(raw, "lastWrite"), "majorityOpTime");
  }

  /** Highest wire version. */
  public int maxWireVersion() {
    return (int) BsonFields.number(raw, "maxWireVersion", 0);
  }
}
