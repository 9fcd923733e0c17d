package dev.offshoot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An abort comes immediately before, or immediately after, the last reconfig's intent. */
class AbortAgainstLastIntentFaultIT {

  private static RealSet real;

  @BeforeAll
  static void start() {
    real = new RealSet(TestReplicaSet.builder().start());
  }

  @AfterAll
  static void stop() {
    real.close();
  }

  @Test
  void beforeItTheAbortWinsAndTheVoterLeavesInTwoReconfigs() {
    AtomicReference<LiveRun> running = new AtomicReference<>();
    TestMongod added = real.startEmpty();
    Document before = real.set().configuration();
    Elections elections = real.set().elections();
    try (LiveRun run =
        new LiveRun(
            sets ->
                Intercepted.sets(
                    sets,
                    (name, arguments, question) -> {
                      Object answer = question.ask();
                      LiveRun now = running.get();
                      // The last look before the intent that makes it visible.
                      if (name.equals("readMembers")
                          && now.journal().state() != null
                          && now.journal().state().contains("\"phase\":\"PROMOTE\"")) {
                        now.hear(
                            EventType.EXPANSION_ABORTED, Expansions.aborted(real.deployment()));
                      }
                      return answer;
                    }))) {
      running.set(run);
      // Given
      run.hear(
          EventType.BINARIES_INSTALLED,
          real.installed(List.of(Expansions.member(7, added.address()))));
      // When
      boolean over =
          run.workUntil(
              Duration.ofMinutes(3),
              journal ->
                  journal.hasSaid(EventType.MEMBER_REMOVED)
                      || journal.hasSaid(EventType.SYNC_COMPLETED));
      // Then
      assertThat(over).isTrue();
      MemberRemoved fact = run.said(EventType.MEMBER_REMOVED, MemberRemoved.class).orElseThrow();
      assertThat(fact.members()).hasSize(1);
      assertThat(run.journal().hasSaid(EventType.SYNC_COMPLETED)).isFalse();
      assertThat(real.entry(7)).isEmpty();
      assertThat(real.set().configuration().get("members")).isEqualTo(before.get("members"));
      // add, vote, withdraw, remove
      assertThat(real.set().configuration().getInteger("version"))
          .isEqualTo(before.getInteger("version") + 4);
      assertThat(real.set().elections()).isEqualTo(elections);
    }
  }

  @Test
  void afterItTheAbortIsTooLate() {
    AtomicReference<LiveRun> running = new AtomicReference<>();
    TestMongod added = real.startEmpty();
    try (LiveRun run =
        new LiveRun(
            sets ->
                Intercepted.sets(
                    sets,
                    (name, arguments, question) -> {
                      if (name.equals("reconfigure") && !isHidden(arguments, added.address())) {
                        running
                            .get()
                            .hear(
                                EventType.EXPANSION_ABORTED, Expansions.aborted(real.deployment()));
                      }
                      return question.ask();
                    }))) {
      running.set(run);
      // Given
      run.hear(
          EventType.BINARIES_INSTALLED,
          real.installed(List.of(Expansions.member(8, added.address()))));
      // When
      boolean over =
          run.workUntil(
              Duration.ofMinutes(3),
              journal ->
                  journal.hasSaid(EventType.MEMBER_REMOVED)
                      || journal.hasSaid(EventType.SYNC_COMPLETED));
      // Then
      assertThat(over).isTrue();
      assertThat(run.journal().hasSaid(EventType.SYNC_COMPLETED)).isTrue();
      assertThat(run.journal().hasSaid(EventType.MEMBER_REMOVED)).isFalse();
      assertThat(run.journal().events().refused()).hasSize(1);
      assertThat(real.entry(8).orElseThrow()).containsEntry("votes", 1);
    } finally {
      remove(8);
    }
  }

  private static boolean isHidden(List<Object> arguments, String address) {
    ReplicaSetConfiguration next = (ReplicaSetConfiguration) arguments.get(1);
    return next.member(MemberAddress.parse(address)).orElseThrow().hidden();
  }

  /** So that the other test, in whichever order, finds three members. */
  private static void remove(int id) {
    Document configuration = real.set().configuration();
    configuration.put("version", configuration.getInteger("version") + 1);
    configuration
        .getList("members", Document.class)
        .removeIf(member -> member.getInteger("_id") == id);
    try (var admin = real.set().admin(real.set().primary())) {
      var unused = admin.run(new Document("replSetReconfig", configuration));
    }
  }
}
