package dev.offshoot.monitor.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaughtUpCheckTest {

  @Test
  void whoHasWhatThePrimaryHadIsNotBehindHoweverOldThatIs() {
    assertThat(CaughtUpCheck.lag(status(1, 100, "00:00"), status(2, 100, "00:00")))
        .contains(Duration.ZERO);
    assertThat(CaughtUpCheck.lag(status(1, 100, "00:00"), status(2, 101, "00:09")))
        .contains(Duration.ZERO);
  }

  @Test
  void lagIsWallTime() {
    assertThat(CaughtUpCheck.lag(status(1, 103, "00:03"), status(2, 100, "00:00")))
        .contains(Duration.ofSeconds(3));
  }

  @Test
  void whoIsNoSecondaryIsNotCaughtUp() {
    assertThat(CaughtUpCheck.lag(status(1, 100, "00:00"), status(5, 100, "00:00"))).isEmpty();
    assertThat(CaughtUpCheck.lag(status(1, 100, "00:00"), status(3, 100, "00:00"))).isEmpty();
  }

  @Test
  void whatCannotBeToldIsNotCaughtUp() {
    ReplicaSetStatus silent = new ReplicaSetStatus(BsonDocument.parse("{myState:2}"));
    assertThat(CaughtUpCheck.lag(status(1, 100, "00:00"), silent)).isEmpty();
  }

  @Test
  void calmBeginsAgainAfterEveryLag() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Instant before = now.minusSeconds(1);
    assertThat(CaughtUpCheck.calmSince(Optional.empty(), true, now)).contains(now);
    assertThat(CaughtUpCheck.calmSince(Optional.of(before), true, now)).contains(before);
    assertThat(CaughtUpCheck.calmSince(Optional.of(before), false, now)).isEmpty();
  }

  private static ReplicaSetStatus status(int state, int applied, String minute) {
    return new ReplicaSetStatus(
        BsonDocument.parse(
            "{myState:%d,optimes:{appliedOpTime:{ts:{$timestamp:{t:%d,i:1}},t:{$numberLong:'2'}}},members:[{_id:1,self:true,lastAppliedWallTime:{$date:'2026-01-01T00:%sZ'}}]}"
                .formatted(state, applied, minute)));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT0.5S", "PT8S, PT0.5S", "PT1M, PT3S", "PT10M, PT30S", "PT3H, PT30S"})
  void theCalmLastsATwentiethOfTheCopy(Duration copy, Duration calm) {
    assertThat(CaughtUpCheck.calmAfter(copy, Duration.ofSeconds(30))).isEqualTo(calm);
  }
}
