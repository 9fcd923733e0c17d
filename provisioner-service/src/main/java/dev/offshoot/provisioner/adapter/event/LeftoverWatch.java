package dev.offshoot.provisioner.adapter.event;

import dev.offshoot.contracts.Leftover;
import dev.offshoot.contracts.LeftoversFound;
import dev.offshoot.contracts.UnseenProvider;
import dev.offshoot.provisioner.app.AnnounceLeftovers;
import dev.offshoot.provisioner.config.ProvisionerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Looks regularly for what is left at the providers, and shows how much as {@code
 * offshoot_leftovers}; what a provider that does not answer holds is not in it.
 */
@ApplicationScoped
public class LeftoverWatch {

  private static final Logger LOG = Logger.getLogger(LeftoverWatch.class);

  private final AnnounceLeftovers leftovers;
  private final InstantSource clock;
  private final ProvisionerConfig config;
  private final AtomicInteger count = new AtomicInteger();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("leftovers").factory());

  /** Wired by CDI. */
  public LeftoverWatch(
      AnnounceLeftovers leftovers,
      InstantSource clock,
      ProvisionerConfig config,
      MeterRegistry meters) {
    this.leftovers = leftovers;
    this.clock = clock;
    this.config = config;
    var unused = Gauge.builder("offshoot.leftovers", count, AtomicInteger::get).register(meters);
  }

  void onStart(@Observes StartupEvent event) {
    long millis = Math.max(1_000, config.leftoversEvery().toMillis());
    var unused = looks.scheduleWithFixedDelay(this::look, 1_000, millis, TimeUnit.MILLISECONDS);
  }

  void onStop(@Observes ShutdownEvent event) {
    looks.shutdownNow();
  }

  private void look() {
    try {
      AnnounceLeftovers.Look look = leftovers.announce(clock.instant());
      count.set(look.found().leftovers().size());
      if (look.changed()) {
        tell(look.found());
      }
    } catch (RuntimeException e) {
      LOG.warnf("What is left could not be looked for; trying again: %s", e.getMessage());
    }
  }

  private static void tell(LeftoversFound found) {
    for (Leftover left : found.leftovers()) {
      LOG.warnf(
          "Left at provider %s: %s %s (%s): %s",
          left.provider(), left.kind(), left.reference(), left.standing(), left.detail());
    }
    for (UnseenProvider unseen : found.unseen()) {
      LOG.warnf("Provider %s did not say what it holds: %s", unseen.provider(), unseen.reason());
    }
  }
}
