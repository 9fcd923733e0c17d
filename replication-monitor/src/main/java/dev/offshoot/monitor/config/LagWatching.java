package dev.offshoot.monitor.config;

import dev.offshoot.mongoadmin.adapter.DriverSettings;
import dev.offshoot.mongoadmin.adapter.ReactiveMemberAdmins;
import dev.offshoot.monitor.adapter.metrics.LagWatcher;
import dev.offshoot.monitor.adapter.mongo.MongoEvidenceStore;
import dev.offshoot.monitor.adapter.mongo.MongoWatchList;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.StoreUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the watch over the lag of members added before, on one thread. */
@ApplicationScoped
public class LagWatching {

  private static final Logger LOG = Logger.getLogger(LagWatching.class);

  private final ReactiveMemberAdmins admins =
      new ReactiveMemberAdmins(
          new DriverSettings(
              MonitorWiring.SERVICE,
              "lag watch",
              1,
              Duration.ofSeconds(3),
              Duration.ofSeconds(30)));
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lag-watch").factory());
  private final MongoEvidenceStore evidence;
  private final MonitorConfig config;
  private final LagWatcher watcher;

  /** Wired by CDI. */
  public LagWatching(
      MongoWatchList watches,
      MongoEvidenceStore evidence,
      Secrets secrets,
      MeterRegistry meters,
      MonitorConfig config) {
    this.evidence = evidence;
    this.config = config;
    this.watcher = new LagWatcher(watches, admins, secrets, meters);
  }

  void onStart(@Observes StartupEvent event) {
    long millis = Math.max(1000, config.lagInterval().toMillis());
    thread.execute(this::prepare);
    var unused = thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  void onStop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
    admins.close();
  }

  private void prepare() {
    try {
      evidence.prepare();
    } catch (StoreUnavailable later) {
      // Indexes make it faster; without them everything works.
      LOG.warnf("indexes of the evidence were not made: %s", later.getMessage());
    }
  }

  private void look() {
    try {
      watcher.look();
    } catch (RuntimeException failed) {
      LOG.warnf("a look at the lag failed; the next one follows: %s", failed.getMessage());
    }
  }
}
