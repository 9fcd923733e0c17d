package dev.offshoot.stage.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.stage.domain.OutboxEntry;
import java.time.Duration;

/**
 * Publishes stored facts until the broker has them, and again at growing intervals until the
 * expansion is closed, its end a few times more: a broker that lost its tail loses nothing, and the
 * ids make every repetition harmless.
 */
public final class PublishOutbox {

  private static final int BATCH = 50;
  private static final Duration FIRST_RESEND = Duration.ofMinutes(2);
  private static final Duration LONGEST_RESEND = Duration.ofHours(1);

  private final String stageName;
  private final JournalStore store;
  private final EventBroker broker;

  /** For one stage. */
  public PublishOutbox(String stageName, JournalStore store, EventBroker broker) {
    this.stageName = stageName;
    this.store = store;
    this.broker = broker;
  }

  /**
   * Sends what is due, in the order it was stored.
   *
   * @return how many facts were sent
   * @throws StoreUnavailable or {@link BrokerUnavailable} when the rest must be sent later
   */
  public int pass() {
    int sent = 0;
    for (JournalStore.Publication publication : store.unpublished(BATCH)) {
      broker.publish(envelope(publication));
      store.published(publication, resendAfter(publication.entry().attempts()));
      sent++;
    }
    return sent;
  }

  private EventEnvelope envelope(JournalStore.Publication publication) {
    OutboxEntry entry = publication.entry();
    return new EventEnvelope(
        entry.id(),
        entry.type(),
        "/offshoot/" + stageName,
        entry.subject(),
        entry.time(),
        publication.expansionId(),
        entry.causationId(),
        ContractJson.read(entry.json(), JsonNode.class));
  }

  static Duration resendAfter(int attempts) {
    Duration wanted = FIRST_RESEND.multipliedBy(1L << Math.min(attempts, 10));
    return wanted.compareTo(LONGEST_RESEND) > 0 ? LONGEST_RESEND : wanted;
  }
}
