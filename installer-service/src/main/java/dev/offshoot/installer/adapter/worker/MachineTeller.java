package dev.offshoot.installer.adapter.worker;

import dev.offshoot.installer.app.TellOfMachines;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks regularly which machines are heard. */
@ApplicationScoped
public class MachineTeller {

  private static final Logger LOG = Logger.getLogger(MachineTeller.class);
  private static final long LOOK_SECONDS = 2;

  private final TellOfMachines machines;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /** Wired by CDI. */
  public MachineTeller(TellOfMachines machines) {
    this.machines = machines;
  }

  void onStart(@Observes StartupEvent event) {
    var unused =
        looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  void onStop(@Observes ShutdownEvent event) {
    looks.shutdownNow();
  }

  /** An exception would end the schedule; the next look is made afresh. */
  private void look() {
    try {
      machines.tell();
    } catch (RuntimeException e) {
      LOG.warnf("Machines could not be told of; trying again: %s", e.getMessage());
    }
  }
}
