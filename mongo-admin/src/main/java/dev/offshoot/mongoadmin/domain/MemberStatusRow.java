package dev.offshoot.mongoadmin.domain;

import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * One row of replSetGetStatus: the observer's opinion of a member, up to two heartbeats old.
 *
 * @param raw the row as the server gave it
 */
public record MemberStatusRow(BsonDocument raw) {

  /** _id in the configuration. */
  public int id() {
    return (int) BsonFields.number(raw, "_id", -1);
  }

  /** Address in the configuration. */
  public MemberAddress address() {
    return MemberAddress.parse(BsonFields.text(raw, "name").orElse(""));
  }

  /** State as the observer knows it. */
  public MemberState state() {
    return MemberState.of(BsonFields.number(raw, "state", 6));
  }

  /** Whether heartbeats get through; turns false only after heartbeatTimeoutSecs. */
  public boolean healthy() {
    return BsonFields.number(raw, "health", 0) == 1;
  }

  /** Whether the row is about the observer itself. */
  public boolean self() {
    return BsonFields.flag(raw, "self");
  }

  /** Last applied entry; empty in STARTUP2 and for arbiters. */
  public Optional<OpTime> applied() {
    return OpTime.in(raw, "optime");
  }

  /** Last entry in its journal. */
  public Optional<OpTime> durable() {
    return OpTime.in(raw, "optimeDurable").or(() -> self() ? applied() : Optional.empty());
  }

  /** Wall time of its last applied entry. */
  public Optional<Instant> appliedAt() {
    return BsonFields.date(raw, "lastAppliedWallTime")
        .or(() -> BsonFields.date(raw, "optimeDate"))
        .filter(date -> date.toEpochMilli() > 0);
  }

  /** When the observer last heard of it. */
  public Optional<Instant> lastHeartbeat() {
    return BsonFields.date(raw, "lastHeartbeat").filter(date -> date.toEpochMilli() > 0);
  }

  /** What went wrong with the last heartbeat; empty when nothing. */
  public Optional<String> lastHeartbeatMessage() {
    return BsonFields.text(raw, "lastHeartbeatMessage").filter(text -> !text.isEmpty());
  }

  /** What the member says of itself, such as why it cannot sync. */
  public Optional<String> infoMessage() {
    return BsonFields.text(raw, "infoMessage").filter(text -> !text.isEmpty());
  }

  /** Where it syncs from. */
  public Optional<MemberAddress> syncSource() {
    return BsonFields.text(raw, "syncSourceHost")
        .filter(text -> !text.isEmpty())
        .flatMap(MemberAddress::find);
  }

  /** Version of the configuration it has; -1 before the first heartbeat. */
  public long configVersion() {
    return BsonFields.number(raw, "configVersion", -1);
  }

  /** Term of the configuration it has. */
  public long configTerm() {
    return BsonFields.number(raw, "configTerm", -1);
  }

  /** Round trip of heartbeats in milliseconds, 0 for the observer itself. */
  public long pingMillis() {
    return BsonFields.number(raw, "pingMs", 0);
  }

  /** Seconds since the member, as the observer knows, is up. */
  public long uptimeSeconds() {
    return BsonFields.number(raw, "uptime", 0);
  }
}
