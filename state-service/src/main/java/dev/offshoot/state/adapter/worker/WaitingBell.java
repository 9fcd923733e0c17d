package dev.offshoot.state.adapter.worker;

import dev.offshoot.state.app.StoryBell;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Wakes those who wait for news of an expansion in this process. */
@ApplicationScoped
public class WaitingBell implements StoryBell {

  private final Map<String, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();

  @Override
  public void ring(String expansionId) {
    Set<CountDownLatch> all = waiting.get(expansionId);
    if (all != null) {
      all.forEach(CountDownLatch::countDown);
    }
  }

  /** Begins to wait; what rings from now on counts. Close it in any case. */
  public Ticket ticket(String expansionId) {
    CountDownLatch latch = new CountDownLatch(1);
    waiting.compute(
        expansionId,
        (id, latches) -> {
          Set<CountDownLatch> all = latches == null ? ConcurrentHashMap.newKeySet() : latches;
          all.add(latch);
          return all;
        });
    return new Ticket(expansionId, latch);
  }

  /** One who waits. */
  public final class Ticket implements AutoCloseable {

    private final String expansionId;
    private final CountDownLatch latch;

    private Ticket(String expansionId, CountDownLatch latch) {
      this.expansionId = expansionId;
      this.latch = latch;
    }

    /** Waits for news, at most so long; true when there was a ring. */
    public boolean await(Duration most) throws InterruptedException {
      return latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          expansionId,
          (id, latches) -> {
            latches.remove(latch);
            return latches.isEmpty() ? null : latches;
          });
    }
  }
}
