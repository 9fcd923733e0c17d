package dev.offshoot.state.app;

import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.util.Optional;

/**
 * The journals in which hosts leave, by removal or by detachment. The two share one row of them:
 * what was recorded in a journal first is what it is about, so a host never leaves in both ways at
 * once.
 */
final class HostLeaving {

  private HostLeaving() {}

  /** How many ended with the host still held; asking again is another one. */
  static int ask(ExpansionJournal journals, String host) {
    int ask = 0;
    while (isClosed(journals.find(OwnEvents.removalOf(host, ask)))) {
      ask++;
    }
    return ask;
  }

  private static boolean isClosed(Optional<Journal> found) {
    return found.filter(journal -> journal.direction() == Direction.CLOSED).isPresent();
  }

  /** Whether the agent leaves the machine and mongod stays. */
  static boolean isDetachment(Journal journal) {
    return first(journal, EventType.HOST_DETACH_REQUESTED);
  }

  /** Whether the host is given back, and its mongod goes. */
  static boolean isRemoval(Journal journal) {
    return first(journal, EventType.HOST_REMOVAL_REQUESTED);
  }

  private static boolean first(Journal journal, EventType wanted) {
    return journal.events().received().stream()
        .map(ReceivedEvent::type)
        .filter(
            type ->
                type == EventType.HOST_REMOVAL_REQUESTED || type == EventType.HOST_DETACH_REQUESTED)
        .findFirst()
        .filter(type -> type == wanted)
        .isPresent();
  }

  /** Grows with everything such a journal learns, and with every next one of the host. */
  static long order(int asksBefore, int heard) {
    return ((long) asksBefore << Integer.SIZE) + heard;
  }
}
