package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two members in one expansion: hosts side by side, the configuration one change at a time. */
@ExtendWith(SharedOffshoot.class)
@TestInstance(Lifecycle.PER_CLASS)
class AddTwoST {
  private final RunningOffshoot offshoot;
  private final TestReplicaSet set = TestReplicaSet.builder().name("doubled").start();

  AddTwoST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  @AfterAll
  void stop() {
    set.close();
  }

  @Test
  void bothAreProvenBeforeAnyVoteAndOneVoterChangesAtATime() {
    // Given
    var loaded = new SampleData(11).load(set.connectionString(), 30);
    assertThat(loaded.documents()).isPositive();
    Registration.of(offshoot, "doubled", set);
    Document before = set.configuration();
    Elections elections = set.elections();

    // When
    String id =
        offshoot.expandApproved(
            "{\"deployment\": \"doubled\", \"add\": 2, \"member\": {\"votes\": 1, \"priority\": 0}}");
    Expansion over = offshoot.await(id, Duration.ofMinutes(3), "COMPLETED");

    // Then
    Document after = set.configuration();
    assertThat(over.addresses()).hasSize(2).doesNotHaveDuplicates();
    over.addresses()
        .forEach(
            address ->
                assertThat(Configurations.member(after, address))
                    .containsEntry("votes", 1)
                    .containsEntry("priority", 0.0)
                    .containsEntry("hidden", false));
    assertThat(Configurations.without(after, over.addresses()))
        .isEqualTo(Configurations.unversioned(before));
    assertThat(set.elections()).isEqualTo(elections);
    assertThat(over.proofs()).hasSize(2);
    over.addresses()
        .forEach(address -> assertThat(over.detail("install")).contains("reached from " + address));
    assertThat(new Aftermath(offshoot).hostsOf("expansion", id)).hasSize(2);
    configurationsGrowOneVoterAtATime(Facts.of(offshoot, id));
  }

  private void configurationsGrowOneVoterAtATime(Facts facts) {
    JsonNode completed = facts.payload(EventType.SYNC_COMPLETED);
    Instant proven = Instant.MIN;
    for (JsonNode time : completed.path("times")) {
      if (time.path("step").asText().equals("verify")) {
        proven = Instant.parse(time.path("finishedAt").asText());
      }
    }
    assertThat(proven).isAfter(Instant.EPOCH);
    List<Integer> voters = new ArrayList<>();
    for (JsonNode change : completed.path("configurations")) {
      int then = voters(change.path("before"));
      int now = voters(change.path("after"));
      assertThat(now - then).as(change.path("change").asText()).isBetween(0, 1);
      if (now > then) {
        assertThat(Instant.parse(change.path("at").asText())).isAfter(proven);
      }
      voters.add(now);
    }
    assertThat(voters).isSorted().startsWith(3, 3).endsWith(5).contains(4);
  }

  private static int voters(JsonNode configuration) {
    int voters = 0;
    for (JsonNode member : configuration.path("members")) {
      voters += ContractJson.LENIENT.convertValue(member.path("votes"), Integer.class);
    }
    return voters;
  }
}
