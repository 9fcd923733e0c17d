package dev.offshoot.stage.domain;

import dev.offshoot.contracts.EventFlow;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what one event does to a journal. An abort, or any fact of the way back, turns the
 * direction and raises the epoch, so that an outcome of the worker that is still going forward is
 * refused. After the point of no return an abort is only remembered. A forward fact that comes
 * after the abort is refused, except by a stage that keeps the story.
 */
public final class Acceptance {

  /** What became of the event. */
  public enum Verdict {
    /** Heard before: nothing changes. */
    DUPLICATE,
    /** Recorded, and the stage is due. */
    ACCEPTED,
    /** Recorded as come too late. */
    REFUSED
  }

  /**
   * The verdict and the journal after it.
   *
   * @param verdict what became of the event
   * @param journal the journal with the event; the same one for a duplicate
   */
  public record Accepted(Verdict verdict, Journal journal) {}

  private Acceptance() {}

  /**
   * @param journal the journal as it stands
   * @param event the event
   * @param keepsLateFacts whether forward facts are recorded on the way back too
   */
  public static Accepted decide(Journal journal, ReceivedEvent event, boolean keepsLateFacts) {
    if (journal.hasSeen(event.id())) {
      return new Accepted(Verdict.DUPLICATE, journal);
    }
    if (journal.direction() == Direction.CLOSED) {
      return refused(journal, event);
    }
    return switch (event.type().flow()) {
      case CLOSE -> turned(journal, event, Direction.CLOSED);
      case ABORT, BACK -> back(journal, event);
      case FORWARD ->
          journal.direction() == Direction.BACK && !keepsLateFacts
              ? refused(journal, event)
              : recorded(journal, event);
      case REQUEST, OFFER, NOTICE -> recorded(journal, event);
      case TELEMETRY, CATALOGUE -> refused(journal, event);
    };
  }

  private static Accepted back(Journal journal, ReceivedEvent event) {
    if (journal.direction() == Direction.BACK) {
      return recorded(journal, event);
    }
    boolean tooLate = journal.pastReturn() && event.type().flow() == EventFlow.ABORT;
    return tooLate ? refused(journal, event) : turned(journal, event, Direction.BACK);
  }

  private static Accepted turned(Journal journal, ReceivedEvent event, Direction direction) {
    Journal heard = withReceived(journal, event);
    return new Accepted(
        Verdict.ACCEPTED,
        new Journal(
            heard.expansionId(),
            heard.deployment(),
            direction,
            heard.pastReturn(),
            heard.lease().revoked(),
            heard.revision(),
            heard.events(),
            heard.state(),
            heard.attention()));
  }

  private static Accepted recorded(Journal journal, ReceivedEvent event) {
    return new Accepted(Verdict.ACCEPTED, withReceived(journal, event));
  }

  private static Accepted refused(Journal journal, ReceivedEvent event) {
    Journal.Events events = journal.events();
    List<String> refused = new ArrayList<>(events.refused());
    refused.add(event.id());
    return new Accepted(
        Verdict.REFUSED,
        withEvents(journal, new Journal.Events(events.received(), refused, events.outbox())));
  }

  private static Journal withReceived(Journal journal, ReceivedEvent event) {
    Journal.Events events = journal.events();
    List<ReceivedEvent> received = new ArrayList<>(events.received());
    received.add(event);
    return withEvents(journal, new Journal.Events(received, events.refused(), events.outbox()));
  }

  private static Journal withEvents(Journal journal, Journal.Events events) {
    return new Journal(
        journal.expansionId(),
        journal.deployment(),
        journal.direction(),
        journal.pastReturn(),
        journal.lease(),
        journal.revision(),
        events,
        journal.state(),
        journal.attention());
  }
}
