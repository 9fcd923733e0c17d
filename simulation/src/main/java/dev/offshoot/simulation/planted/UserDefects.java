package dev.offshoot.simulation.planted;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.simulation.service.World;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import dev.offshoot.state.app.ExpansionJournal;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.StoredExpansion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Defects of what users ask for. */
final class UserDefects {

  private static final String STATE = "state-service";

  private UserDefects() {}

  static Planted lockLeftOut(World world) {
    return AtPort.of(
        STATE,
        ExpansionStore.class,
        call -> {
          if (call.name().equals("insert")) {
            StoredExpansion expansion = call.argument(0, StoredExpansion.class);
            boolean known =
                call.other("find", expansion.id()) instanceof Optional<?> found
                    && found.isPresent();
            return known
                ? call.goOn()
                : call.goOn() instanceof ExpansionStore.Inserted.Busy
                    ? world.expansions().insertAnyway(expansion)
                    : call.goOn();
          }
          return call.goOn();
        });
  }

  static Planted cancellationLost(World world) {
    return AtPort.of(
        STATE,
        ExpansionJournal.class,
        call ->
            call.name().equals("record")
                    && call.argument(1, EventEnvelope.class).type() == EventType.EXPANSION_ABORTED
                ? true
                : call.goOn());
  }

  static Planted digestNotCompared(World world) {
    return AtPort.of(
        STATE,
        ExpansionJournal.class,
        call ->
            call.name().equals("find") && call.goOn() instanceof Optional<?> found
                ? found.map(journal -> withAnyDigest((Journal) journal))
                : call.goOn());
  }

  /** The plan as if it had the digest that was asked about. */
  private static Journal withAnyDigest(Journal journal) {
    List<ReceivedEvent> received = new ArrayList<>();
    for (ReceivedEvent event : journal.events().received()) {
      received.add(
          event.type() == EventType.PLAN_CREATED
              ? new ReceivedEvent(
                  event.id(),
                  event.type(),
                  event.receivedAt(),
                  event
                      .json()
                      .replaceFirst("\"digest\":\"[^\"]*\"", "\"digest\":\"another digest\""))
              : event);
    }
    return new Journal(
        journal.expansionId(),
        journal.deployment(),
        journal.direction(),
        journal.pastReturn(),
        journal.lease(),
        journal.revision(),
        new Journal.Events(received, journal.events().refused(), journal.events().outbox()),
        journal.state(),
        journal.attention());
  }
}
