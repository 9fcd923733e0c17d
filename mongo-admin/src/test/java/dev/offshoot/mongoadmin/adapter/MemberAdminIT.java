package dev.offshoot.mongoadmin.adapter;

import static dev.offshoot.mongoadmin.adapter.Members.DEADLINE;
import static dev.offshoot.mongoadmin.adapter.Members.ROOT;
import static dev.offshoot.mongoadmin.adapter.Members.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.Keyfile;
import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.NewMember;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.TestStandalone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemberAdminIT {

  private static TestReplicaSet set;
  private static ReactiveMemberAdmins admins;

  @BeforeAll
  static void start() {
    set =
        TestReplicaSet.builder()
            .name("adm")
            .members(
                MemberSpec.voter().tag("site", "a"),
                MemberSpec.voter().priority(0.5),
                MemberSpec.voter().hidden())
            .settings(
                new Document("getLastErrorModes", new Document("sites", new Document("site", 1))))
            .start();
    admins = new ReactiveMemberAdmins(DriverSettings.of("test"));
  }

  @AfterAll
  static void stop() {
    admins.close();
    set.close();
  }

  private static MemberAdmin primary() {
    return Members.open(admins, set.primary());
  }

  @Test
  void aMemberTellsItsStateAndTheCommittedConfiguration() {
    try (MemberAdmin primary = primary();
        MemberAdmin hidden = Members.open(admins, set.member(2))) {
      // When
      CurrentConfiguration current = value(primary.configuration(DEADLINE));

      // Then
      assertThat(current.commitment()).isEqualTo(Commitment.COMMITTED);
      assertThat(current.configuration().setName()).isEqualTo("adm");
      assertThat(value(hidden.configuration(DEADLINE)).commitment())
          .isEqualTo(Commitment.NOT_KNOWN_HERE);
      assertThat(value(primary.hello(DEADLINE)).isWritablePrimary()).isTrue();
      assertThat(value(hidden.status(DEADLINE)).myState()).isEqualTo(MemberState.SECONDARY);
      assertThat(value(hidden.status(DEADLINE)).primary()).contains(Members.address(set.primary()));
      assertThat(value(primary.compatibilityVersion(DEADLINE)).version()).startsWith("6.");
      assertThat(value(primary.defaultWriteConcern(DEADLINE)).w()).isEqualTo("\"majority\"");
      assertThat(value(primary.oplog(DEADLINE)).maxBytes()).isEqualTo(200L << 20);
      assertThat(value(primary.activity(DEADLINE)).fsyncLocked()).isFalse();
    }
  }

  @Test
  void theSameVersionAgainIsRefusedWithCode103AndAFenceKeepsALateOneOut() {
    try (MemberAdmin primary = primary()) {
      // Given
      ReplicaSetConfiguration base = value(primary.configuration(DEADLINE)).configuration();
      ReplicaSetConfiguration late =
          base.withMember(new NewMember(base.nextMemberId(), new MemberAddress("127.9.9.9", 1)));

      // When
      ReplicaSetConfiguration fence = base.unchangedAt(base.version() + 3);
      value(primary.reconfigure(fence, DEADLINE, "fence"));
      Answer<BsonDocument> again = primary.reconfigure(fence, DEADLINE, "again");
      Answer<BsonDocument> tooLate = primary.reconfigure(late, DEADLINE, "late");

      // Then
      assertThat(again)
          .isInstanceOfSatisfying(
              Answer.Refused.class, refused -> assertThat(refused.code()).isEqualTo(103));
      assertThat(tooLate)
          .isInstanceOfSatisfying(
              Answer.Refused.class, refused -> assertThat(refused.code()).isEqualTo(103));
      ReplicaSetConfiguration now = value(primary.configuration(DEADLINE)).configuration();
      assertThat(now.differences(base)).isEmpty();
      assertThat(now.version()).isEqualTo(fence.version());
    }
  }

  @Test
  void everyTransformReadsBackAsItWasSent() {
    try (MemberAdmin primary = primary()) {
      // Given
      ReplicaSetConfiguration base = value(primary.configuration(DEADLINE)).configuration();
      int id = 2;

      // When, Then
      ReplicaSetConfiguration last = base;
      for (ReplicaSetConfiguration next :
          List.of(
              base.withVotes(id, 0),
              base.withVotes(id, 0).withFinal(id, 0, true, Map.of("site", "z")),
              base.withVotes(id, 0)
                  .withFinal(id, 0, true, Map.of("site", "z"))
                  .withFinal(id, 0, true, Map.of())
                  .withVotes(id, 1))) {
        value(primary.reconfigure(next, DEADLINE, "step"));
        last = value(primary.configuration(DEADLINE)).configuration();
        assertThat(last.differences(next)).isEmpty();
        assertThat(last.version()).isEqualTo(next.version());
      }
      assertThat(last.differences(base)).isEmpty();
    }
  }

  @Test
  void aSecondaryRefusesToReconfigure() {
    try (MemberAdmin hidden = Members.open(admins, set.member(2))) {
      ReplicaSetConfiguration base = value(hidden.configuration(DEADLINE)).configuration();

      Answer<BsonDocument> answer =
          hidden.reconfigure(base.unchangedAt(base.version() + 1), DEADLINE, "wrong member");

      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Refused.class, refused -> assertThat(refused.code()).isEqualTo(10107));
    }
  }

  @Test
  void aMarkedNoteIsFoundInEveryOplog() {
    try (MemberAdmin primary = primary()) {
      // Given
      BsonTimestamp since =
          value(primary.hello(DEADLINE)).lastMajorityWrite().orElseThrow().timestamp();
      String marker = "note-" + System.nanoTime();

      // When
      value(primary.appendNote(marker, new BsonDocument("n", new BsonInt32(1)), DEADLINE));

      // Then
      for (TestMongod member : set.members()) {
        try (MemberAdmin admin = Members.open(admins, member)) {
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> value(admin.findNote(marker, since, DEADLINE)).isPresent());
          OplogNote note = value(admin.findNote(marker, since, DEADLINE)).orElseThrow();
          assertThat(note.note().getInt32("n").getValue()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aWrongPasswordIsNotAuthenticatedAndShowsNoPassword() {
    try (MemberAdmin wrong =
        admins.open(Members.address(set.primary()), new Credential("root", "s3cret-wrong"))) {
      Answer<?> answer = wrong.status(DEADLINE);

      assertThat(answer).isInstanceOf(Answer.NotAuthenticated.class);
      assertThat(answer.explain()).doesNotContain("s3cret");
    }
    try (MemberAdmin nobody = admins.open(Members.address(set.primary()), Credential.none())) {
      assertThat(nobody.status(DEADLINE)).isInstanceOf(Answer.NotAuthenticated.class);
      assertThat(value(nobody.hello(DEADLINE)).setName()).contains("adm");
    }
  }

  @Test
  void theKeyfileOpensEveryMemberAndAnotherOneDoesNot() {
    Credential key = Keyfile.of(set.keyfile()).credentials().getFirst();
    Credential other = Keyfile.of("AAAABBBBCCCCDDDD").credentials().getFirst();
    for (TestMongod member : set.members()) {
      try (MemberAdmin right = admins.open(Members.address(member), key);
          MemberAdmin wrong = admins.open(Members.address(member), other)) {
        assertThat(value(right.privileges(DEADLINE)).users()).containsExactly("__system");
        assertThat(wrong.privileges(DEADLINE)).isInstanceOf(Answer.NotAuthenticated.class);
      }
    }
  }

  @Test
  void aClosedPortIsKnownToBeUnreachableAtOnce() {
    // Given
    long begin = System.nanoTime();

    // When
    try (MemberAdmin nobody = admins.open(new MemberAddress("127.8.8.8", 9), ROOT)) {
      Answer<?> answer = nobody.hello(DEADLINE);

      // Then
      assertThat(answer).isInstanceOf(Answer.Unreachable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aFrozenMemberAnswersNothingWithinTheDeadline() {
    TestMongod frozen = set.member(2);
    try (MemberAdmin admin = Members.open(admins, frozen)) {
      value(admin.hello(DEADLINE));
      frozen.freeze();
      try {
        long begin = System.nanoTime();
        Answer<?> answer = admin.status(Duration.ofSeconds(1));
        assertThat(answer).isInstanceOfAny(Answer.Unknown.class, Answer.Unreachable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
      } finally {
        frozen.thaw();
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> admin.status(DEADLINE).answer().isPresent());
    }
  }

  @Test
  void aStandaloneAndAMemberWithoutConfigurationAnswerHello() {
    try (TestStandalone standalone = TestStandalone.start("--replSet=later");
        MemberAdmin admin = admins.open(Members.address(standalone.mongod()), Credential.none())) {
      assertThat(value(admin.hello(DEADLINE)).isGhost()).isTrue();
      assertThat(value(admin.buildInfo(DEADLINE)).getString("version").getValue()).startsWith("6.");
      assertThat(admin.configuration(DEADLINE))
          .isInstanceOfSatisfying(
              Answer.Refused.class, refused -> assertThat(refused.code()).isEqualTo(94));
    }
  }

  @Test
  void anFsyncLockIsSeen() {
    TestMongod locked = set.member(2);
    try (DirectAdmin direct = set.admin(locked)) {
      direct.run(new Document("fsync", 1).append("lock", true));
      try (ReactiveMemberAdmins fresh = new ReactiveMemberAdmins(DriverSettings.of("lock"));
          MemberAdmin admin = Members.open(fresh, locked)) {
        assertThat(value(admin.activity(DEADLINE)).fsyncLocked()).isTrue();
      } finally {
        direct.run("fsyncUnlock");
      }
    }
  }

  @Test
  void oneConversationCostsAMemberTwoConnectionsAndTheyGoWhenIdle() {
    // Given
    DriverSettings brief =
        new DriverSettings("counted", "test", 2, Duration.ofSeconds(3), Duration.ofMillis(200));
    try (ReactiveMemberAdmins counted = new ReactiveMemberAdmins(brief);
        DirectAdmin direct = set.admin(set.primary())) {
      // When
      try (MemberAdmin one = Members.open(counted, set.primary());
          MemberAdmin two = Members.open(counted, set.primary())) {
        value(one.status(DEADLINE));
        value(two.status(DEADLINE));
        // Then
        assertThat(Members.connections(direct, "offshoot/counted")).isLessThanOrEqualTo(2);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Members.connections(direct, "offshoot/counted") == 0);
    }
  }

  @Test
  void withoutAMajorityTheOutcomeIsUnknownAndReadingBackTells() {
    List<TestMongod> others =
        set.members().stream().filter(member -> member != set.primary()).toList();
    try (MemberAdmin primary = primary()) {
      // Given
      ReplicaSetConfiguration base = value(primary.configuration(DEADLINE)).configuration();
      others.forEach(TestMongod::freeze);

      // When
      Answer<BsonDocument> answer;
      ReplicaSetConfiguration now;
      try {
        answer =
            primary.reconfigure(
                base.unchangedAt(base.version() + 1), Duration.ofSeconds(2), "no majority");
        now = value(primary.configuration(DEADLINE)).configuration();
      } finally {
        others.forEach(TestMongod::thaw);
      }

      // Then
      assertThat(answer).isInstanceOf(Answer.Unknown.class);
      assertThat(now.version()).isBetween(base.version(), base.version() + 1);
      set.awaitSteady();
    }
  }
}
