package dev.offshoot.installer.adapter.worker;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.installer.app.InstallStage;
import dev.offshoot.installer.app.Progress;
import dev.offshoot.stage.app.BrokerUnavailable;
import dev.offshoot.stage.app.EventBroker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Publishes telemetry when its line changed; a broker that is away costs only the line. */
public final class ToldProgress implements Progress {

  private static final Logger LOG = Logger.getLogger(ToldProgress.class);
  private static final int MOST = 1_000;

  private final EventBroker broker;
  private final Map<String, String> last = new ConcurrentHashMap<>();

  /** Through this broker. */
  public ToldProgress(EventBroker broker) {
    this.broker = broker;
  }

  @Override
  public void tell(SyncProgressed progress) {
    if (last.size() > MOST) {
      last.clear();
    }
    if (progress.detail().equals(last.put(progress.expansionId(), progress.detail()))) {
      return;
    }
    try {
      broker.publish(
          new EventEnvelope(
              progress.expansionId() + "/install/" + progress.at(),
              EventType.SYNC_PROGRESSED,
              "/offshoot/" + InstallStage.NAME,
              progress.deployment(),
              progress.at(),
              progress.expansionId(),
              null,
              ContractJson.tree(progress)));
    } catch (BrokerUnavailable e) {
      LOG.debugf("Telemetry was lost: %s", e.getMessage());
    }
  }
}
