package dev.offshoot.mongoadmin.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class ReplicaSetConfigurationTest {

  private static final int ROUNDS = 500;

  @Test
  void everyOtherFieldOfRandomConfigurationsSurvivesByteForByte() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      // Given
      Random random = new Random(seed);
      BsonDocument original = random(random);
      ReplicaSetConfiguration base = ReplicaSetConfiguration.of(original);
      int id = base.members().get(random.nextInt(base.members().size())).id();

      // When, Then
      changesOnly(original, base.withVotes(id, 0), id, "votes");
      changesOnly(original, base.withHiddenAndPriorityZero(id), id, "hidden", "priority");
      changesOnly(
          original,
          base.withFinal(id, 0.5, false, Map.of("site", "b")),
          id,
          "hidden",
          "priority",
          "tags");
      changesOnly(original, base.unchangedAt(base.version() + 7), id);
      NewMember added = new NewMember(base.nextMemberId(), MemberAddress.parse("new:1"));
      assertThat(bytes(base.withMember(added).withoutMember(added.id())))
          .isEqualTo(bytes(base.unchangedAt(base.version() + 2)));
      assertThat(base.document()).isEqualTo(original);
    }
  }

  /** Takes the named fields of the member back and compares bytes. */
  private static void changesOnly(
      BsonDocument original, ReplicaSetConfiguration changed, int id, String... fields) {
    BsonDocument restored = changed.document();
    for (int i = 0; i < restored.getArray("members").size(); i++) {
      BsonDocument entry = restored.getArray("members").get(i).asDocument();
      BsonDocument before = original.getArray("members").get(i).asDocument();
      if (BsonFields.number(entry, "_id", -1) == id) {
        for (String field : fields) {
          BsonValue old = before.get(field);
          if (old == null) {
            entry.remove(field);
          } else {
            entry.put(field, old);
          }
        }
      }
    }
    assertThat(restored.getNumber("version").getBsonType())
        .isEqualTo(original.getNumber("version").getBsonType());
    assertThat(changed.version()).isGreaterThan(ReplicaSetConfiguration.of(original).version());
    restored.put("version", original.get("version"));
    assertThat(bytes(ReplicaSetConfiguration.of(restored)))
        .isEqualTo(bytes(ReplicaSetConfiguration.of(original)));
  }

  private static byte[] bytes(ReplicaSetConfiguration configuration) {
    return new RawBsonDocument(configuration.document(), new BsonDocumentCodec())
        .getByteBuffer()
        .array()
        .clone();
  }

  private static BsonDocument random(Random random) {
    BsonDocument document =
        new BsonDocument("_id", new BsonString("rs" + random.nextInt(9)))
            .append("version", number(random, 1 + random.nextInt(1000)))
            .append("term", new BsonInt64(random.nextInt(50)));
    BsonArray members = new BsonArray();
    int count = 1 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      members.add(member(random, i * 3));
    }
    document.append("members", members).append("unknown" + random.nextInt(9), unknown(random));
    document.append(
        "settings",
        new BsonDocument("replicaSetId", new BsonObjectId(new ObjectId()))
            .append("heartbeatIntervalMillis", number(random, 2000))
            .append(
                "getLastErrorModes",
                new BsonDocument("m", new BsonDocument("site", number(random, 2))))
            .append("future", unknown(random)));
    return document;
  }

  private static BsonDocument member(Random random, int id) {
    BsonDocument member =
        new BsonDocument("_id", number(random, id))
            .append("host", new BsonString("host" + id + ":" + (27017 + id)));
    if (random.nextBoolean()) {
      member.append("priority", random.nextBoolean() ? new BsonDouble(0.5) : number(random, 2));
    }
    if (random.nextBoolean()) {
      member.append("votes", number(random, 1));
    }
    if (random.nextBoolean()) {
      member.append("hidden", BsonBoolean.FALSE);
    }
    if (random.nextBoolean()) {
      member.append("tags", new BsonDocument("site", new BsonString("a")));
    }
    return member.append("x" + random.nextInt(5), unknown(random));
  }

  private static BsonValue number(Random random, int value) {
    return switch (random.nextInt(3)) {
      case 0 -> new BsonInt32(value);
      case 1 -> new BsonInt64(value);
      default -> random.nextBoolean() ? new BsonInt32(value) : new BsonInt64(value);
    };
  }

  private static BsonValue unknown(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new BsonDocument("deep", new BsonDouble(random.nextDouble()));
      case 1 -> new BsonBinary(new byte[] {1, 2, (byte) random.nextInt()});
      case 2 -> new BsonString("é " + random.nextInt());
      default -> new BsonInt64(random.nextLong());
    };
  }

  @Test
  void aNewMemberEntersVotelessHiddenUnelectableAndWithoutTags() {
    // Given
    ReplicaSetConfiguration base = three();

    // When
    ReplicaSetConfiguration with =
        base.withMember(new NewMember(base.nextMemberId(), MemberAddress.parse("[::1]:28000")));

    // Then
    MemberEntry entry = with.member(3).orElseThrow();
    assertThat(with.version()).isEqualTo(base.version() + 1);
    assertThat(entry.address().format()).isEqualTo("[::1]:28000");
    assertThat(entry.votes()).isZero();
    assertThat(entry.priority()).isZero();
    assertThat(entry.hidden()).isTrue();
    assertThat(entry.tags()).isEmpty();
    assertThat(base.differences(with))
        .singleElement()
        .asString()
        .contains("_id 3")
        .contains("added");
  }

  @Test
  void whatIsTakenIsRefused() {
    ReplicaSetConfiguration base = three();

    assertThatThrownBy(() -> base.withMember(new NewMember(1, MemberAddress.parse("x:1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> base.withMember(new NewMember(9, MemberAddress.parse("b:1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> base.withVotes(9, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> base.unchangedAt(base.version()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void differencesNameTheFieldAndBothValuesAndPassOverNumericTypes() {
    // Given
    ReplicaSetConfiguration base = three();
    BsonDocument other = base.document();
    other.getArray("members").get(0).asDocument().put("votes", new BsonInt64(1));
    other.getArray("members").get(1).asDocument().put("priority", new BsonInt32(5));
    other.put("version", new BsonInt32(99));
    other.put("term", new BsonInt64(7));

    // When
    List<String> differences = base.differences(ReplicaSetConfiguration.of(other));

    // Then
    assertThat(differences).containsExactly("members[_id 1].priority: 1 -> 5");
    assertThat(base.sameApartFromVersionAndTerm(base.unchangedAt(40))).isTrue();
  }

  @Test
  void majoritiesLeaveOutMembersWhoseVoteIsHeldBack() {
    BsonDocument document = three().document();
    document.getArray("members").get(2).asDocument().put("newlyAdded", BsonBoolean.TRUE);

    ReplicaSetConfiguration configuration = ReplicaSetConfiguration.of(document);

    assertThat(configuration.voters()).isEqualTo(2);
    assertThat(configuration.majority()).isEqualTo(2);
    assertThat(three().majority()).isEqualTo(2);
    assertThat(three().writeMajority()).isEqualTo(2);
  }

  static ReplicaSetConfiguration three() {
    return ReplicaSetConfiguration.of(
        BsonDocument.parse(
            """
            {"_id": "rs", "version": 4, "term": {"$numberLong": "2"}, "members": [
              {"_id": 0, "host": "a:1", "votes": 1, "priority": 1},
              {"_id": 1, "host": "b:1", "votes": 1, "priority": 1},
              {"_id": 2, "host": "c:1", "votes": 1, "priority": 1}]}
            """));
  }
}
