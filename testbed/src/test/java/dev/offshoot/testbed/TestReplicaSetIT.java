package dev.offshoot.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class TestReplicaSetIT {
  @Test
  void threeMembersWithKeyfileSurviveKillAndRestartOfOne() {
    // Given
    long begin = System.nanoTime();
    try (TestReplicaSet set =
        TestReplicaSet.builder().user("app", "app-password", "readWriteAnyDatabase").start()) {
      System.out.printf("set of three: steady in %.1f s%n", (System.nanoTime() - begin) / 1e9);
      Elections before = set.elections();
      TestMongod secondary =
          set.members().stream()
              .filter(member -> member != set.primary())
              .findFirst()
              .orElseThrow();

      // When
      secondary.kill();
      boolean aliveAfterKill = secondary.isAlive();
      secondary.start();
      set.awaitSteady();

      // Then
      assertThat(aliveAfterKill).isFalse();
      assertThat(set.elections()).isEqualTo(before);
    }
  }

  @Test
  void everyWantedFieldIsInTheConfiguration() {
    // Given
    Document modes =
        new Document("getLastErrorModes", new Document("sites", new Document("site", 2)));
    long begin = System.nanoTime();

    // When
    try (TestReplicaSet set =
        TestReplicaSet.builder()
            .members(
                MemberSpec.voter().tag("site", "a"),
                MemberSpec.voter().tag("site", "b").priority(0.5),
                MemberSpec.voter().hidden().tag("use", "reports"),
                MemberSpec.voter().priority(0),
                MemberSpec.arbiter(),
                MemberSpec.voter().delayed(3_600).voteless())
            .settings(modes.append("electionTimeoutMillis", 12_000))
            .start()) {
      System.out.printf("set of six: steady in %.1f s%n", (System.nanoTime() - begin) / 1e9);

      // Then
      Document configuration = set.configuration();
      assertThat(configuration.get("settings", Document.class)).containsAllEntriesOf(modes);
      assertThat(configuration.getList("members", Document.class))
          .extracting(
              member -> member.getInteger("votes"),
              member -> member.getBoolean("hidden"),
              member -> member.getBoolean("arbiterOnly"))
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(1, false, false),
              org.assertj.core.groups.Tuple.tuple(1, false, false),
              org.assertj.core.groups.Tuple.tuple(1, true, false),
              org.assertj.core.groups.Tuple.tuple(1, false, false),
              org.assertj.core.groups.Tuple.tuple(1, false, true),
              org.assertj.core.groups.Tuple.tuple(0, true, false));
      assertThat(set.primary()).isSameAs(set.member(0));
    }
  }

  @Test
  void aSetWithoutAuthenticationAndAStandaloneAnswerAnyone() {
    try (TestReplicaSet set =
            TestReplicaSet.builder().withoutAuthentication().members(MemberSpec.voter()).start();
        TestStandalone standalone = TestStandalone.start();
        DirectAdmin member = DirectAdmin.to(set.member(0).address(), Optional.empty());
        DirectAdmin alone = DirectAdmin.to(standalone.mongod().address(), Optional.empty())) {
      assertThat(member.run("hello").getString("setName")).isEqualTo(set.name());
      assertThat(alone.run("hello")).doesNotContainKey("setName");
    }
  }
}
