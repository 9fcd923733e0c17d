package dev.offshoot.stage.adapter.kafka;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.stage.adapter.worker.StageWorkers;
import dev.offshoot.stage.app.AcceptEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears every topic of the service: validates, records, acknowledges. What can never be read goes
 * to the dead letters first. An error of store or broker is not the event's fault: it is retried in
 * place, and meanwhile the channel pauses.
 */
@ApplicationScoped
public class EventConsumer {

  private static final Logger LOG = Logger.getLogger(EventConsumer.class);

  private final AcceptEvent acceptEvent;
  private final DeadLetters deadLetters;
  private final StageWorkers workers;

  /** Wired by CDI. */
  public EventConsumer(AcceptEvent acceptEvent, DeadLetters deadLetters, StageWorkers workers) {
    this.acceptEvent = acceptEvent;
    this.deadLetters = deadLetters;
    this.workers = workers;
  }

  /** Hears one record; returns only once it is recorded, so that it is acknowledged only then. */
  @Incoming("events")
  @Blocking
  @Acknowledgment(Acknowledgment.Strategy.POST_PROCESSING)
  @Retry(maxRetries = -1, delay = 1000, jitter = 300, maxDuration = 0)
  public void consume(ConsumerRecord<byte[], byte[]> message) {
    EventEnvelope event;
    try {
      event = CloudEventRecords.read(message);
    } catch (CloudEventRecords.Unreadable unreadable) {
      LOG.warnf(
          "Event could not be read and goes to the dead letters: topic=%s partition=%d offset=%d reason=%s",
          message.topic(), message.partition(), message.offset(), unreadable.getMessage());
      deadLetters.keep(message, String.valueOf(unreadable.getMessage()));
      return;
    }
    acceptEvent.accept(event);
    workers.wake();
  }
}
