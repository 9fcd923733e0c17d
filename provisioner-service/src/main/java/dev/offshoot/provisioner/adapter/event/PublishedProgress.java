package dev.offshoot.provisioner.adapter.event;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.provisioner.app.Progress;
import dev.offshoot.provisioner.app.ProvisionerStage;
import dev.offshoot.stage.app.BrokerUnavailable;
import dev.offshoot.stage.app.EventBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Progress as telemetry, at most one line a second per expansion; a failure is passed over. */
public final class PublishedProgress implements Progress {

  private static final Logger LOG = Logger.getLogger(PublishedProgress.class);
  private static final Duration APART = Duration.ofSeconds(1);
  private static final int REMEMBERED = 1_000;

  private final EventBroker broker;
  private final InstantSource clock;
  private final Map<String, Instant> said = new ConcurrentHashMap<>();

  /** Through this broker. */
  public PublishedProgress(EventBroker broker, InstantSource clock) {
    this.broker = broker;
    this.clock = clock;
  }

  @Override
  public void say(String expansionId, String deployment, String detail) {
    Instant now = clock.instant();
    Instant last = said.get(expansionId);
    if (last != null && now.isBefore(last.plus(APART))) {
      return;
    }
    if (said.size() > REMEMBERED) {
      said.clear();
    }
    said.put(expansionId, now);
    SyncProgressed line =
        new SyncProgressed(expansionId, deployment, "provision", detail, List.of(), null, now);
    try {
      broker.publish(
          new EventEnvelope(
              UUID.randomUUID().toString(),
              EventType.SYNC_PROGRESSED,
              "/offshoot/" + ProvisionerStage.NAME,
              deployment,
              now,
              expansionId,
              null,
              ContractJson.tree(line)));
    } catch (BrokerUnavailable e) {
      LOG.debugf("Progress not published: %s", e.getMessage());
    }
  }
}
