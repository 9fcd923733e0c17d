package dev.offshoot.stage.domain;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything one stage knows of one expansion; one document in its store.
 *
 * @param expansionId the expansion
 * @param deployment name of the deployment
 * @param direction where it is going
 * @param pastReturn whether the intent was stored after which an abort is too late
 * @param lease who works on it
 * @param revision counts the writes; accepting an event compares it
 * @param events what was heard and what was said
 * @param state the stage's own state as JSON text; absent before its first step
 * @param attention what a person must decide, while the stage is held
 */
public record Journal(
    String expansionId,
    String deployment,
    Direction direction,
    boolean pastReturn,
    Lease lease,
    long revision,
    Events events,
    @Nullable String state,
    @Nullable Cause attention) {

  /**
   * What was heard and what was said.
   *
   * @param received accepted events, in the order they came
   * @param refused ids of events that came too late
   * @param outbox facts of this stage, in the order they were stored
   */
  public record Events(
      List<ReceivedEvent> received, List<String> refused, List<OutboxEntry> outbox) {

    /** Copies the lists. */
    public Events {
      received = List.copyOf(received);
      refused = List.copyOf(refused);
      outbox = List.copyOf(outbox);
    }
  }

  /** The journal of an expansion of which nothing is known yet. */
  public static Journal unheardOf(String expansionId, String deployment) {
    return new Journal(
        expansionId,
        deployment,
        Direction.FORWARD,
        false,
        Lease.NONE,
        0,
        new Events(List.of(), List.of(), List.of()),
        null,
        null);
  }

  /** Whether this id was accepted or refused before. */
  public boolean hasSeen(String eventId) {
    return events.refused().contains(eventId)
        || events.received().stream().anyMatch(e -> e.id().equals(eventId));
  }

  /** The first accepted event of this type: the first one wins. */
  public Optional<ReceivedEvent> first(EventType type) {
    return events.received().stream().filter(e -> e.type() == type).findFirst();
  }

  /** All accepted events of this type, oldest first. */
  public List<ReceivedEvent> all(EventType type) {
    return events.received().stream().filter(e -> e.type() == type).toList();
  }

  /** Whether a fact of this type was stored for publishing. */
  public boolean hasSaid(EventType type) {
    return events.outbox().stream().anyMatch(e -> e.type() == type);
  }

  /** Ordinal of the next fact of this type. */
  public int nextOrdinal(EventType type) {
    return (int) events.outbox().stream().filter(e -> e.type() == type).count();
  }

  /** Id of the last accepted event: what the stage's next fact is caused by. */
  public Optional<String> lastHeard() {
    return events.received().isEmpty()
        ? Optional.empty()
        : Optional.of(events.received().getLast().id());
  }
}
