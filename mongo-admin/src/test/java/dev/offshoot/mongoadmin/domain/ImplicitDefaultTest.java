package dev.offshoot.mongoadmin.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImplicitDefaultTest {

  /** P: data-bearing voter, A: arbiter, n: voteless data-bearing, w: voter held back. */
  @ParameterizedTest
  @CsvSource({
    "P, MAJORITY",
    "PP, MAJORITY",
    "PPP, MAJORITY",
    "PPPP, MAJORITY",
    "PPPPP, MAJORITY",
    "PA, W1",
    "PPA, W1",
    "PPPA, W1",
    "PPPPA, MAJORITY",
    "PPPAA, W1",
    "PPPPAA, W1",
    "PPPPPAA, MAJORITY",
    "PPAn, W1",
    "PPAw, W1",
    "PPPnn, MAJORITY",
  })
  void theImplicitWriteConcernFollowsFromVotersAndArbiters(String members, ImplicitDefault wanted) {
    // Given
    BsonArray entries = new BsonArray();
    for (int i = 0; i < members.length(); i++) {
      entries.add(entry(i, members.charAt(i)));
    }

    // When
    ImplicitDefault implicit =
        ImplicitDefault.of(ReplicaSetConfiguration.of(new BsonDocument("members", entries)));

    // Then
    assertThat(implicit).isEqualTo(wanted);
  }

  private static BsonDocument entry(int id, char kind) {
    return new BsonDocument("_id", new BsonInt32(id))
        .append("host", new BsonString("h" + id))
        .append("arbiterOnly", BsonBoolean.valueOf(kind == 'A'))
        .append("votes", new BsonInt32(kind == 'n' ? 0 : 1))
        .append("newlyAdded", BsonBoolean.valueOf(kind == 'w'));
  }
}
