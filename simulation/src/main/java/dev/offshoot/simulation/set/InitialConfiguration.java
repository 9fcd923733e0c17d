package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.fault.FaultPlan;
import org.bson.BsonDocument;

/** The set as a run finds it; with fields that nobody knows. */
public final class InitialConfiguration {

  private static final int MOST = 5;

  private InitialConfiguration() {}

  /** Three to five members; the last of five may be hidden, or an arbiter. */
  public static ReplicaSetConfiguration of(FaultPlan.Request request) {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < request.members(); i++) {
      boolean last = i == MOST - 1;
      boolean hidden = last && request.special() == 1;
      boolean arbiter = last && request.special() == 2;
      entries
          .append(i == 0 ? "" : ",")
          .append(
              """
              {_id: %d, host: '127.88.0.%d:27017', arbiterOnly: %s, buildIndexes: true,
               hidden: %s, priority: %s, tags: {dc: 'east'}, secondaryDelaySecs: NumberLong(0),
               votes: 1, fieldOfTheFuture: {kept: %d}}
              """
                  .formatted(i, i + 1, arbiter, hidden, priority(i, hidden || arbiter), i));
    }
    return ReplicaSetConfiguration.of(
        BsonDocument.parse(
            """
            {_id: 'orders', version: 7, term: NumberLong(3), protocolVersion: NumberLong(1),
             writeConcernMajorityJournalDefault: true, members: [%s], unknownField: 'kept',
             settings: {chainingAllowed: true, heartbeatIntervalMillis: 2000,
               getLastErrorModes: {everywhere: {dc: 1}},
               replicaSetId: ObjectId('65a000000000000000000001')}}
            """
                .formatted(entries)));
  }

  private static int priority(int index, boolean none) {
    return none ? 0 : index == 0 ? 3 : 2;
  }
}
