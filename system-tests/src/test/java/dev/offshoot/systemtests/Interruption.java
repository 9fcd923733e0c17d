package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.testbed.StoredJournals;
import java.time.Duration;
import java.util.List;
import org.bson.Document;

/** Holds a service in mid-step, so that a kill hits it there, and lets it go on afterwards. */
final class Interruption implements AutoCloseable {
  private static final Duration REACHED_WITHIN = Duration.ofMinutes(2);
  private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(2);

  /** A service that is ready again goes on with its own work before the dead one's lease ends. */
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(40);

  private final RunningOffshoot offshoot;
  private final StoredJournals journals;
  private MidStep step;

  /** From now on the service cannot get past this step. */
  Interruption(RunningOffshoot offshoot, MidStep step) {
    this.offshoot = offshoot;
    this.step = step;
    this.journals = offshoot.journals(step.service());
    step.hold(journals);
  }

  /** Waits for the step, and kills (SIGKILL) its service in it. */
  void kill(String expansion) {
    kill(expansion, List.of(step.service()));
  }

  /** Waits for the step, and kills (SIGKILL) these services in it. */
  void kill(String expansion, List<String> services) {
    journals.awaitRefused(expansion, REACHED_WITHIN);
    offshoot.kill(services);
    assertThat(offshoot.runningServices()).doesNotContainAnyElementsOf(services);
    Document left = journals.find(expansion);
    assertThat(step.isOver(left)).as("the outcome was stored: " + left.toJson()).isFalse();
    assertThat(StoredJournals.isHeld(left)).as("the lease of the dead is there").isTrue();
  }

  /** Starts what was killed; its outcome is stored soon. */
  void goOn(String expansion) {
    journals.allowAll();
    start(expansion);
  }

  /** The same, and the service cannot get past a later step. */
  void goOnUntil(MidStep next, String expansion) {
    assertThat(next.service()).isEqualTo(step.service());
    next.hold(journals);
    start(expansion);
    step = next;
  }

  private void start(String expansion) {
    long begun = System.nanoTime();
    offshoot.startMissing();
    long ready = System.nanoTime();
    journals.await(expansion, WRITTEN_WITHIN, step::isOver);
    Duration standstill = Duration.ofNanos(System.nanoTime() - ready);
    System.out.printf(
        "%s before %s: started in %.1f s, %.1f s later its outcome was stored%n",
        step.service(), step.outcome(), (ready - begun) / 1e9, standstill.toMillis() / 1e3);
    assertThat(standstill).isLessThan(LONGEST_STANDSTILL);
  }

  @Override
  public void close() {
    journals.allowAll();
    journals.close();
  }
}
