package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.TestStandalone;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is refused, or warned of, because of what a set is made of. */
@ExtendWith(SharedOffshoot.class)
class RefusalOfShapeST {
  private final RunningOffshoot offshoot;
  private final Refused refused;

  RefusalOfShapeST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
    this.refused = new Refused(offshoot);
  }

  @Test
  void aStandaloneIsRefused() {
    try (TestStandalone standalone = TestStandalone.start()) {
      Answer answer =
          offshoot
              .http()
              .put(
                  "/deployments/alone",
                  "{\"connectionString\": \"%s\", \"automaticApproval\": true}"
                      .formatted(standalone.connectionString()));
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);

      refused.expectFirst("NOT_A_REPLICA_SET", request("alone", ""));
    }
  }

  @Test
  void anEighthVoterIsRefusedAndAVotelessMemberIsNot() {
    MemberSpec voter = MemberSpec.voter();
    try (TestReplicaSet set =
        TestReplicaSet.builder()
            .name("seven")
            .members(voter, voter, voter, voter, voter, voter, MemberSpec.arbiter())
            .start()) {
      Registration.of(offshoot, "seven", set);
      Document before = set.configuration();

      refused.expectFirst("VOTER_LIMIT", request("seven", ", \"member\": {\"votes\": 1}"));

      Expansion planned = plan("seven", ", \"member\": {\"votes\": 0}");
      assertThat(planned.plan().path("desired").path("voters").asInt()).isEqualTo(7);
      assertThat(set.configuration()).isEqualTo(before);
    }
  }

  /** Four voters, one of them an arbiter: {w: 1} by default now, {w: majority} with one more. */
  @Test
  void aChangeOfTheImplicitWriteConcernIsRefused() {
    MemberSpec voter = MemberSpec.voter();
    try (TestReplicaSet set =
        TestReplicaSet.builder()
            .name("arbitrated")
            .members(voter, voter, voter, MemberSpec.arbiter())
            .start()) {
      Registration.of(offshoot, "arbitrated", set);
      Document before = set.configuration();

      Expansion expansion =
          refused.expectFirst(
              "WRITE_CONCERN_WOULD_CHANGE",
              request("arbitrated", ", \"member\": {\"votes\": 1, \"priority\": 0}"));

      assertThat(expansion.json().toString()).contains("setDefaultRWConcern");
      assertThat(plan("arbitrated", ", \"member\": {\"votes\": 0}").planDigest()).isNotEmpty();
      assertThat(set.configuration()).isEqualTo(before);
    }
  }

  private Expansion plan(String deployment, String more) {
    String id =
        offshoot.expand(
            "{\"deployment\": \"%s\", \"approval\": \"plan-only\"%s}".formatted(deployment, more));
    return offshoot.await(id, Duration.ofMinutes(1), "PLANNED");
  }

  private static String request(String deployment, String more) {
    return "{\"deployment\": \"%s\", \"approval\": \"automatic\"%s}".formatted(deployment, more);
  }
}
