package dev.offshoot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A worker freezes between intent and command; its command arrives after the undo. */
class LateReconfigFaultIT {

  /** The worker does not come back. */
  private static final class Frozen extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void theLateCommandIsRefusedAndTheMemberStaysOut() throws Throwable {
    AtomicReference<Intercepted.Question> stuck = new AtomicReference<>();
    AtomicReference<ReplicaSetConfiguration> late = new AtomicReference<>();
    try (RealSet real = new RealSet(TestReplicaSet.builder().start());
        LiveRun run =
            new LiveRun(
                sets ->
                    Intercepted.sets(
                        sets,
                        (name, arguments, question) -> {
                          if (name.equals("reconfigure") && stuck.get() == null) {
                            stuck.set(question);
                            late.set((ReplicaSetConfiguration) arguments.get(1));
                            throw new Frozen();
                          }
                          return question.ask();
                        }))) {
      // Given
      TestMongod added = real.startEmpty();
      Document before = real.set().configuration();
      run.hear(
          EventType.BINARIES_INSTALLED,
          real.installed(List.of(Expansions.member(3, added.address()))));
      try {
        run.workUntil(Duration.ofSeconds(60), journal -> stuck.get() != null);
      } catch (Frozen worker) {
        assertThat(run.journal().state()).contains("\"kind\":\"ADD\"");
      }
      // When
      run.hear(EventType.EXPANSION_ABORTED, Expansions.aborted(real.deployment()));
      assertThat(
              run.workUntil(
                  Duration.ofSeconds(90), journal -> journal.hasSaid(EventType.MEMBER_REMOVED)))
          .isTrue();
      Object answer = stuck.get().ask();
      // Then
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Refused.class, refused -> assertThat(refused.code()).isEqualTo(103));
      assertThat(real.entry(3)).isEmpty();
      assertThat(real.set().configuration().getInteger("version"))
          .isGreaterThan((int) late.get().version());
      assertThat(real.set().configuration().get("members")).isEqualTo(before.get("members"));
      assertThat(real.set().configuration().get("settings")).isEqualTo(before.get("settings"));
      MemberRemoved fact = run.said(EventType.MEMBER_REMOVED, MemberRemoved.class).orElseThrow();
      assertThat(fact.members()).isEmpty();
      assertThat(fact.configVersion())
          .isEqualTo((long) real.set().configuration().getInteger("version"));
    }
  }
}
