package dev.offshoot.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.monitor.domain.change.ConfigurationText;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.Lease;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promotion and undo, exhaustively: the real stage from every state that crashes, lost commands and
 * answers, frozen workers, elections and other people's reconfigs can bring about.
 */
class PromotionExplorationTest {

  private static final String ID = "0b0f5c1e-5a0e-4d0c-9b55-3f3c4b1f0001";
  private static final int FIRST_NEW_ID = 20;

  @ParameterizedTest(
      name = "{0} voters and {1} more with {2} votes, {3} troubles, {4} foreign reconfigs")
  @CsvSource({
    "1,1,1,1,0",
    "2,1,1,1,0",
    "3,1,1,1,1",
    "4,1,1,1,0",
    "5,1,1,1,0",
    "6,1,1,1,0",
    "3,1,0,1,1",
    "5,2,1,0,0"
  })
  void noOrderOfEventsBreaksARule(int voters, int added, int votes, int troubles, int foreign) {
    // Given
    ReplicaSetConfiguration initial = initial(voters);
    List<WantedMember> members = members(added, votes);
    Explored start =
        new Explored(
            journal(initial, members),
            new SetState(initial, Optional.empty(), List.of()),
            new Explored.Left(troubles, 1, foreign, true),
            List.of());
    Explorer explorer = new Explorer(members, new StepRunner(members));

    // When
    int states = explorer.explore(start);

    // Then
    System.out.printf(
        "%d voters and %d more with %d votes: %d states, %d ends, no violation%n",
        voters, added, votes, states, explorer.ends());
    assertThat(states).isGreaterThan(50);
    assertThat(explorer.ends()).isGreaterThan(3);
  }

  private static List<WantedMember> members(int number, int votes) {
    List<WantedMember> members = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      TreeMap<String, String> tags = new TreeMap<>();
      tags.put("dc", "west");
      members.add(
          new WantedMember(
              FIRST_NEW_ID + i,
              new MemberAddress("127.88.1." + (i + 1), 27017),
              votes,
              votes,
              false,
              tags,
              new TreeMap<>()));
    }
    return members;
  }

  private static ReplicaSetConfiguration initial(int voters) {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < voters; i++) {
      entries.append(
          "%s{_id: %d, host: '127.88.0.%d:27017', priority: %d, votes: 1}"
              .formatted(i == 0 ? "" : ",", i, i + 1, i == 0 ? 3 : 2));
    }
    return ReplicaSetConfiguration.of(
        BsonDocument.parse(
            """
            {_id: 'orders', version: NumberLong(7), term: NumberLong(3),
             members: [%s], unknownField: 'kept',
             settings: {replicaSetId: ObjectId('65a000000000000000000001')}}
            """
                .formatted(entries)));
  }

  private static Journal journal(ReplicaSetConfiguration initial, List<WantedMember> members) {
    StringBuilder toAdd = new StringBuilder();
    for (WantedMember member : members) {
      toAdd.append(
          """
          %s{"memberId":%d,"address":"%s","votes":%d,"priority":%s,"hidden":false,
             "tags":{"dc":"west"}}
          """
              .formatted(
                  toAdd.isEmpty() ? "" : ",",
                  member.id(),
                  member.address(),
                  member.votes(),
                  member.priority()));
    }
    String json =
        """
        {"expansionId":"%s",
         "deployment":{"name":"orders","connectionString":"mongodb://127.88.0.1:27017/"},
         "request":{"deployment":"orders","add":%d},
         "plan":{"id":"p","digest":"d","toAdd":[%s],"accepted":[],
           "basis":{"configuration":%s,"versions":["6.0.5"],"fcv":"6.0",
             "explicitWriteConcern":false,"writeConcern":"\\"majority\\"","acceptedUnhealthy":[]}}}
        """
            .formatted(ID, members.size(), toAdd, ConfigurationText.relaxed(initial));
    ReceivedEvent installed =
        new ReceivedEvent("e1", EventType.BINARIES_INSTALLED, Instant.EPOCH, json);
    return new Journal(
        ID,
        "orders",
        Direction.FORWARD,
        false,
        Lease.NONE,
        1,
        new Journal.Events(List.of(installed), List.of(), List.of()),
        null,
        null);
  }
}
