package dev.offshoot.monitor.adapter.telemetry;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.monitor.app.Telemetry;
import dev.offshoot.stage.app.EventBroker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Publishes progress on a thread of its own: one under way at a time, at most one a second. */
public final class BrokerTelemetry implements Telemetry {

  private static final Logger LOG = Logger.getLogger(BrokerTelemetry.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final EventBroker broker;
  private final String source;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  /** To this broker, as this service. */
  public BrokerTelemetry(EventBroker broker, String service) {
    this.broker = broker;
    this.source = "/offshoot/" + service;
  }

  private record Told(long at, String step) {}

  @Override
  public void tell(SyncProgressed progress) {
    long now = System.nanoTime();
    @Nullable Told before = told.get(progress.expansionId());
    boolean soon =
        before != null
            && now - before.at() < EVERY.toNanos()
            && before.step().equals(progress.step());
    if (soon || !underWay.compareAndSet(false, true)) {
      return;
    }
    told.put(progress.expansionId(), new Told(now, progress.step()));
    Thread.ofVirtual().name("telemetry").start(() -> publish(progress));
  }

  private void publish(SyncProgressed progress) {
    try {
      broker.publish(
          new EventEnvelope(
              UuidCreator.getTimeOrderedEpoch().toString(),
              EventType.SYNC_PROGRESSED,
              source,
              progress.deployment(),
              progress.at(),
              progress.expansionId(),
              null,
              ContractJson.tree(progress)));
    } catch (RuntimeException lost) {
      LOG.debugf("progress was not told: %s", lost.getMessage());
    } finally {
      underWay.set(false);
    }
  }
}
