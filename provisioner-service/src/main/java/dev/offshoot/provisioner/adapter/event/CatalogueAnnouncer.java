package dev.offshoot.provisioner.adapter.event;

import dev.offshoot.provisioner.app.AnnounceCatalogue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Announces the catalogue at start, and looks regularly whether it changed. */
@ApplicationScoped
public class CatalogueAnnouncer {

  private static final Logger LOG = Logger.getLogger(CatalogueAnnouncer.class);
  private static final long LOOK_SECONDS = 30;
  private static final long AFTER_TROUBLE_SECONDS = 2;

  private final AnnounceCatalogue catalogue;
  private final InstantSource clock;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /** Wired by CDI. */
  public CatalogueAnnouncer(AnnounceCatalogue catalogue, InstantSource clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    look();
  }

  void onStop(@Observes ShutdownEvent event) {
    looks.shutdownNow();
  }

  /** Looks soon, because something is known to have changed. */
  public void lookNow() {
    if (!looks.isShutdown()) {
      looks.execute(this::announce);
    }
  }

  private void announce() {
    try {
      var unused = catalogue.announce(clock.instant());
    } catch (RuntimeException e) {
      LOG.warnf("The catalogue could not be announced; trying again: %s", e.getMessage());
    }
  }

  private void look() {
    long next = LOOK_SECONDS;
    try {
      var unused = catalogue.announce(clock.instant());
    } catch (RuntimeException e) {
      LOG.warnf("The catalogue could not be announced; trying again: %s", e.getMessage());
      next = AFTER_TROUBLE_SECONDS;
    }
    if (!looks.isShutdown()) {
      var unused = looks.schedule(this::look, next, TimeUnit.SECONDS);
    }
  }
}
