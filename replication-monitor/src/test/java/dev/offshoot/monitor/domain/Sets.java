package dev.offshoot.monitor.domain;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.domain.PlanAssumptions.AcceptedUnhealthy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** Configurations and readings for tables. */
public final class Sets {

  /** The member to add. */
  public static final WantedMember NEW = wanted(9);

  private Sets() {}

  /** A member that ends with a vote, priority 1 and a tag. */
  public static WantedMember wanted(int id) {
    return new WantedMember(id, address(id), 1, 1, false, Map.of("site", "cloud"), Map.of());
  }

  /** db ID : 27017. */
  public static MemberAddress address(int id) {
    return MemberAddress.parse("db" + id + ":27017");
  }

  /** A configuration of these members, as shell text without _id and host. */
  public static ReplicaSetConfiguration configuration(String... members) {
    BsonArray entries = new BsonArray();
    for (int i = 0; i < members.length; i++) {
      entries.add(BsonDocument.parse("{_id:%d,host:'db%d:27017',%s}".formatted(i, i, members[i])));
    }
    return ReplicaSetConfiguration.of(
        BsonDocument.parse("{_id:'orders',version:5,term:2}").append("members", entries));
  }

  /** Three voters. */
  public static ReplicaSetConfiguration three() {
    return configuration("votes:1,priority:1", "votes:1,priority:1", "votes:1,priority:1");
  }

  /** What the primary, db0, says: everybody healthy but these. */
  public static PrimaryReading reading(
      ReplicaSetConfiguration configuration, Integer... unhealthy) {
    return reading(configuration, Commitment.COMMITTED, unhealthy);
  }

  /** What the primary, db0, says. */
  public static PrimaryReading reading(
      ReplicaSetConfiguration configuration, Commitment commitment, Integer... unhealthy) {
    return new PrimaryReading(
        address(0),
        new CurrentConfiguration(configuration, commitment),
        status(configuration, 0, List.of(unhealthy)),
        new CompatibilityVersion("6.0", null),
        new DefaultWriteConcern(false, "\"majority\""));
  }

  private static ReplicaSetStatus status(
      ReplicaSetConfiguration configuration, int self, List<Integer> unhealthy) {
    BsonArray rows = new BsonArray();
    for (MemberEntry member : configuration.members()) {
      boolean healthy = !unhealthy.contains(member.id());
      int state = member.id() == 0 ? 1 : member.arbiterOnly() ? 7 : 2;
      rows.add(
          BsonDocument.parse(
              "{_id:%d,name:'%s',health:%d,state:%d}"
                  .formatted(member.id(), member.address(), healthy ? 1 : 0, healthy ? state : 8)));
    }
    return new ReplicaSetStatus(
        new BsonDocument("members", rows).append("myState", new BsonInt32(self == 0 ? 1 : 2)));
  }

  /** What every member says of itself: the planned version, no index builds. */
  public static List<MemberReading> members(ReplicaSetConfiguration configuration) {
    List<MemberReading> readings = new ArrayList<>();
    for (MemberEntry member : configuration.members()) {
      readings.add(
          new MemberReading(
              member.address(),
              new Answer.Answered<>(status(configuration, member.id(), List.of())),
              new Answer.Answered<>(new MemberActivity(false, List.of())),
              new Answer.Answered<>("6.0.5")));
    }
    return readings;
  }

  /** Adds {@link #NEW} to what is planned on. */
  public static ExpansionGoal goal(ReplicaSetConfiguration configuration, WantedMember... members) {
    return new ExpansionGoal(
        new PlanAssumptions(
            configuration,
            List.of("6.0.5"),
            "6.0",
            new DefaultWriteConcern(false, "\"majority\""),
            AcceptedUnhealthy.none()),
        List.of(members),
        null);
  }
}
