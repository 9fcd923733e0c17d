package dev.offshoot.monitor.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.domain.MemberReading;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class GreenCheckTest {

  @Test
  void everyMemberMustReachIt() {
    assertThat(missing("{_id:9,name:'db9:1',health:1,state:5}")).isEmpty();
    assertThat(missing("{_id:9,name:'db9:1',health:1,state:0}")).isEmpty();
  }

  @Test
  void thePairIsNamedWithTheReason() {
    assertThat(
            missing(
                "{_id:9,name:'db9:1',health:0,state:8,lastHeartbeatMessage:'no route to host'}"))
        .containsExactly("db0:1 to db9:1: no route to host");
  }

  @Test
  void aMemberOfAnotherSetIsNotGreen() {
    assertThat(missing("{_id:9,name:'db9:1',health:1,state:6}"))
        .containsExactly("db0:1 to db9:1: UNKNOWN");
    assertThat(missing("{_id:9,name:'db9:1',health:1,state:10}")).hasSize(1);
  }

  @Test
  void whoDoesNotKnowOrDoesNotSayIsMissing() {
    assertThat(missing("{_id:1,name:'db1:1',health:1,state:2}")).hasSize(1);
    assertThat(
            GreenCheck.missing(9, List.of(reading(new Answer.Unreachable<>("connection refused")))))
        .singleElement()
        .asString()
        .contains("connection refused");
  }

  private static List<String> missing(String row) {
    return GreenCheck.missing(
        9,
        List.of(
            reading(
                new Answer.Answered<>(
                    new ReplicaSetStatus(BsonDocument.parse("{members:[%s]}".formatted(row)))))));
  }

  private static MemberReading reading(Answer<ReplicaSetStatus> status) {
    return new MemberReading(
        MemberAddress.parse("db0:1"), status, new Answer.Unknown<>(""), new Answer.Unknown<>(""));
  }
}
