package dev.offshoot.stage.adapter.worker;

import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.PublishOutbox;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.stage.app.StoreUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that drive the stage: one looks for due expansions and gives each a thread of its
 * own while it is claimed, one sends the outbox. Both wake at once when an event was accepted or a
 * fact was stored, and by themselves otherwise. Losing a worker loses nothing: the lease ends, and
 * another one looks afresh. A store that does not answer costs a worker nothing but that time.
 */
@ApplicationScoped
public class StageWorkers {

  private static final Logger LOG = Logger.getLogger(StageWorkers.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration RESEND_LOOK = Duration.ofSeconds(2);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final int MOST = 32;

  private final RunStage runStage;
  private final PublishOutbox publishOutbox;
  private final JournalStore store;
  private final Wakeup due = new Wakeup();
  private final Wakeup unsent = new Wakeup();
  private final Map<String, Wakeup> working = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /** Wired by CDI. */
  public StageWorkers(RunStage runStage, PublishOutbox publishOutbox, JournalStore store) {
    this.runStage = runStage;
    this.publishOutbox = publishOutbox;
    this.store = store;
  }

  void onStart(@Observes StartupEvent event) {
    Thread.ofVirtual().name("stage-dispatch").start(this::dispatch);
    Thread.ofVirtual().name("stage-outbox").start(this::send);
  }

  void onStop(@Observes ShutdownEvent event) {
    stopping = true;
    wake();
    unsent.signal();
  }

  /** Something may be due: look now. */
  public void wake() {
    due.signal();
    working.values().forEach(Wakeup::signal);
  }

  private void dispatch() {
    try {
      runStage.takeOver();
    } catch (StoreUnavailable e) {
      LOG.warnf("Leases of an earlier life end by themselves: %s", e.getMessage());
    }
    while (!stopping) {
      try {
        for (String expansionId : store.due(MOST)) {
          if (working.size() < MOST && working.putIfAbsent(expansionId, new Wakeup()) == null) {
            Thread.ofVirtual().name("stage-" + expansionId).start(() -> work(expansionId));
          }
        }
        due.await(LOOK);
      } catch (StoreUnavailable e) {
        LOG.warnf("The store does not answer; looking again: %s", e.getMessage());
        due.await(AFTER_TROUBLE);
      }
    }
  }

  private void work(String expansionId) {
    MDC.put("expansionId", expansionId);
    try {
      drive(expansionId);
    } catch (StoreUnavailable e) {
      LOG.warnf("The store does not answer; the expansion is taken up again: %s", e.getMessage());
    } catch (RuntimeException e) {
      LOG.errorf(e, "A step failed unexpectedly; it is tried again when the lease ends");
    } finally {
      working.remove(expansionId);
      MDC.remove("expansionId");
      due.signal();
    }
  }

  private void drive(String expansionId) {
    Wakeup wakeup = working.get(expansionId);
    @Nullable Claim claim = null;
    while (!stopping) {
      switch (runStage.pass(expansionId, claim)) {
        case RunStage.Pass.Over() -> {
          unsent.signal();
          return;
        }
        case RunStage.Pass.Again(Claim held, Duration after) -> {
          claim = held;
          unsent.signal();
          if (wakeup != null && after.isPositive()) {
            wakeup.await(after);
          }
        }
        case RunStage.Pass.Unanswered(StoreUnavailable cause, Duration after) -> {
          LOG.warnf("The store does not answer; reading again: %s", cause.getMessage());
          claim = null;
          if (wakeup != null) {
            wakeup.await(after);
          }
        }
      }
    }
    if (claim != null) {
      store.release(claim);
    }
  }

  private void send() {
    while (!stopping) {
      try {
        if (publishOutbox.pass() == 0) {
          unsent.await(RESEND_LOOK);
        }
      } catch (RuntimeException e) {
        LOG.warnf("Stored facts could not be sent; trying again: %s", e.getMessage());
        unsent.await(AFTER_TROUBLE);
      }
    }
  }

  /** Waits at most a given time; a signal that came before the waiting counts. */
  private static final class Wakeup {

    private final Semaphore signals = new Semaphore(0);

    void signal() {
      signals.release();
    }

    void await(Duration most) {
      try {
        if (signals.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
          signals.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
