package dev.offshoot.simulation.property;

import dev.offshoot.contracts.EventFlow;
import dev.offshoot.contracts.EventType;
import dev.offshoot.simulation.store.SimulatedJournals;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.OutboxEntry;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of every write to a journal: it only grows, and never turns forward again. */
public final class JournalProperties {

  private static final int MOST_FACTS = 300;
  private static final String INTENT = "{\"kind\":";
  private static final String SECRET = "the secret ";

  private final String service;
  private final Violations violations;

  private JournalProperties(String service, Violations violations) {
    this.service = service;
    this.violations = violations;
  }

  /** Watches the journals of a service. */
  public static void watch(String service, SimulatedJournals journals, Violations violations) {
    journals.onWrite(new JournalProperties(service, violations)::written);
  }

  private void written(@Nullable Journal before, Journal after) {
    if (before == null) {
      return;
    }
    if (after.direction().compareTo(before.direction()) < 0) {
      violations.add(
          "a journal never turns forward again",
          service + ": " + before.direction() + " to " + after.direction());
    }
    if (before.pastReturn() && !after.pastReturn()) {
      violations.add("the point of no return stays passed", service);
    }
    if (after.lease().epoch() < before.lease().epoch()) {
      violations.add("epochs only grow", service);
    }
    boolean same = before.events().outbox() == after.events().outbox();
    if (!same && !startsWith(said(after), said(before))) {
      violations.add("facts stay stored", service);
    }
    if (before.events().received() != after.events().received()) {
      received(before, after);
    }
    if (intents(after) < intents(before)) {
      violations.add("an intent is never forgotten", service);
    }
    String state = after.state();
    if (state != null && !state.equals(before.state()) && state.contains(SECRET)) {
      violations.add("no secret at rest in a journal", service);
    }
    if (after.events().outbox().size() > MOST_FACTS) {
      violations.add("nothing is said for ever", service);
    }
    if (after.events().outbox().size() > before.events().outbox().size()) {
      said(before, after);
    }
  }

  /** How many reconfigs replication-monitor ever intended, as its state tells. */
  private int intents(Journal journal) {
    String state = journal.state();
    if (state == null || !service.equals("replication-monitor")) {
      return 0;
    }
    int intents = 0;
    for (int at = state.indexOf(INTENT); at >= 0; at = state.indexOf(INTENT, at + 1)) {
      intents++;
    }
    return intents;
  }

  private void received(Journal before, Journal after) {
    List<ReceivedEvent> events = after.events().received();
    if (!startsWith(events, before.events().received())) {
      violations.add("events stay recorded", service);
    }
    long distinct = events.stream().map(ReceivedEvent::id).distinct().count();
    if (distinct != events.size()) {
      violations.add("the same event twice is once", service);
    }
    if (before.direction() == Direction.BACK
        && events.size() > before.events().received().size()
        && events.getLast().type().flow() == EventFlow.FORWARD
        && !service.equals("state-service")) {
      violations.add(
          "a forward event after the abort is refused", service + ": " + events.getLast().type());
    }
  }

  private void said(Journal before, Journal after) {
    OutboxEntry fact = after.events().outbox().getLast();
    boolean back = before.direction() == Direction.BACK && after.direction() == Direction.BACK;
    if (back && fact.type().flow() == EventFlow.FORWARD) {
      violations.add("nothing goes forward after the abort", service + " says " + fact.type());
    }
    boolean clears = fact.type() == EventType.ATTENTION_REQUESTED;
    if (before.direction() == Direction.CLOSED && !clears) {
      violations.add("what is closed says nothing more", service + " says " + fact.type());
    }
  }

  private static List<String> said(Journal journal) {
    return journal.events().outbox().stream().map(entry -> entry.id() + entry.json()).toList();
  }

  private static <T> boolean startsWith(List<T> longer, List<T> beginning) {
    if (longer == beginning) {
      return true;
    }
    if (longer.size() < beginning.size()) {
      return false;
    }
    for (int i = 0; i < beginning.size(); i++) {
      if (longer.get(i) != beginning.get(i) && !longer.get(i).equals(beginning.get(i))) {
        return false;
      }
    }
    return true;
  }
}
