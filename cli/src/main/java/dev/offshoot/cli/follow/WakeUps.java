package dev.offshoot.cli.follow;

import dev.offshoot.cli.api.CallRefused;
import dev.offshoot.cli.api.ServiceSilent;
import dev.offshoot.cli.api.StateApi;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Says when to look again: when the story of an expansion got a new event, and at the latest after
 * an interval. The stream resumes behind the last event after a break.
 */
final class WakeUps implements AutoCloseable {
  private static final String ID = "id:";
  private static final String DATA = "data:";

  private final StateApi api;
  private final String expansion;
  private final Semaphore news = new Semaphore(0);
  private final Thread reader;
  private volatile boolean open = true;
  private volatile String last = "";

  WakeUps(StateApi api, String expansion) {
    this.api = api;
    this.expansion = expansion;
    this.reader = Thread.ofPlatform().daemon().name("story").start(this::read);
  }

  /** Returns at the next news, or after the interval. */
  void await(Duration atMost) {
    try {
      if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    open = false;
    reader.interrupt();
  }

  private void read() {
    Semaphore pause = new Semaphore(0);
    while (open) {
      try (Stream<String> lines = api.story(expansion, last)) {
        lines.forEach(this::note);
      } catch (ServiceSilent | CallRefused | UncheckedIOException | IllegalStateException broken) {
        // The looks at each interval go on without the stream.
      }
      try {
        boolean never = pause.tryAcquire(1, TimeUnit.SECONDS);
        if (never) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void note(String line) {
    if (line.startsWith(ID)) {
      last = line.substring(ID.length()).strip();
    } else if (line.startsWith(DATA)) {
      news.release();
    }
  }
}
