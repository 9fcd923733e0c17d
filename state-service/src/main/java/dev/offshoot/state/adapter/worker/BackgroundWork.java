package dev.offshoot.state.adapter.worker;

import dev.offshoot.state.app.OpenExpansion;
import dev.offshoot.state.app.WatchDeployments;
import dev.offshoot.state.config.StateConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Watches deployments and opens what a crash left unopened, each at its interval. */
@ApplicationScoped
public class BackgroundWork {

  private static final Logger LOG = Logger.getLogger(BackgroundWork.class);
  private static final int OPENING_SECONDS = 5;

  private final WatchDeployments watch;
  private final OpenExpansion open;
  private final StateConfig config;
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(2, Thread.ofVirtual().name("background-", 0).factory());

  /** Wired by CDI. */
  public BackgroundWork(WatchDeployments watch, OpenExpansion open, StateConfig config) {
    this.watch = watch;
    this.open = open;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    long interval = config.observationInterval().toMillis();
    var unused =
        executor.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
    var unusedToo =
        executor.scheduleWithFixedDelay(
            () -> quietly("opening expansions", open::openForgotten),
            0,
            OPENING_SECONDS,
            TimeUnit.SECONDS);
  }

  void onStop(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }

  private void look() {
    quietly(
        "looking at deployments",
        () -> watch.names().forEach(name -> quietly(name, () -> watch.look(name))));
  }

  /** An exception would end the schedule; the next time looks afresh. */
  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warnf("Background work failed and is tried again: what=%s reason=%s", what, e.toString());
    }
  }
}
