package dev.offshoot.simulation.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.simulation.service.World;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.JournalUpdate;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Defects of journals, leases and what is published. */
final class JournalDefects {

  private JournalDefects() {}

  private static Planted atStore(Planted.Defective defective) {
    return AtPort.everywhere(JournalStore.class, defective);
  }

  private static @Nullable Journal current(Planted.Call call, String expansion) throws Throwable {
    return call.other("find", expansion) instanceof Optional<?> found
        ? (Journal) found.orElse(null)
        : null;
  }

  static Planted compareAndSetLeftOut(World world) {
    return atStore(
        call -> {
          if (!call.name().equals("accept")) {
            return call.goOn();
          }
          Journal after = call.argument(1, Journal.class);
          Journal now = current(call, after.expansionId());
          return call.goOn(now == null ? 0L : now.revision(), after);
        });
  }

  static Planted epochNotCompared(World world) {
    return atStore(
        call -> {
          if (!call.name().equals("store")) {
            return call.goOn();
          }
          Claim claim = call.argument(0, Claim.class);
          Journal now = current(call, claim.expansionId());
          if (now != null && now.lease().owner() == null) {
            var unused = call.other("claim", claim.expansionId(), "nobody", Duration.ofSeconds(1));
            now = current(call, claim.expansionId());
          }
          if (now == null) {
            return call.goOn();
          }
          Claim holder =
              new Claim(
                  claim.expansionId(),
                  String.valueOf(now.lease().owner()),
                  now.lease().epoch(),
                  claim.until());
          return call.goOn(holder, call.argument(1, JournalUpdate.class));
        });
  }

  static Planted publishedBeforeStored(World world) {
    return atStore(
        call -> {
          if (call.name().equals("store")) {
            Claim claim = call.argument(0, Claim.class);
            for (OutboxEntry entry : call.argument(1, JournalUpdate.class).outbox()) {
              world.broker().publish(event(claim.expansionId(), call.process(), entry));
            }
          }
          return call.goOn();
        });
  }

  private static EventEnvelope event(String expansion, String service, OutboxEntry entry) {
    return new EventEnvelope(
        entry.id(),
        entry.type(),
        "/offshoot/" + service,
        entry.subject(),
        entry.time(),
        expansion,
        entry.causationId(),
        ContractJson.read(entry.json(), JsonNode.class));
  }

  static Planted outboxForgotten(World world) {
    return atStore(
        call ->
            call.name().equals("published")
                ? call.goOn(
                    call.argument(0, JournalStore.Publication.class), Duration.ofDays(3_650))
                : call.goOn());
  }

  static Planted cancelAfterVisibility(World world) {
    return AtPort.of(
        "replication-monitor",
        JournalStore.class,
        seenAs(
            journal ->
                new Journal(
                    journal.expansionId(),
                    journal.deployment(),
                    journal.direction(),
                    false,
                    journal.lease(),
                    journal.revision(),
                    journal.events(),
                    journal.state(),
                    journal.attention())));
  }

  private static Planted.Defective seenAs(UnaryOperator<Journal> look) {
    return call ->
        call.name().equals("find") && call.goOn() instanceof Optional<?> found
            ? found.map(journal -> look.apply((Journal) journal))
            : call.goOn();
  }

  static Planted refusalIgnored(World world) {
    return AtPort.everywhere(
        JournalStore.class,
        seenAs(journal -> journal.direction() == Direction.BACK ? forward(journal) : journal));
  }

  static Planted seenEventsForgotten(World world) {
    return AtPort.everywhere(
        JournalStore.class,
        call -> {
          if (call.name().equals("accept")) {
            Journal after = call.argument(1, Journal.class);
            Journal now = current(call, after.expansionId());
            if (now != null && !now.events().received().isEmpty()) {
              var events = new ArrayList<>(after.events().received());
              events.add(now.events().received().getFirst());
              return call.goOn(
                  call.argument(0, Long.class),
                  with(
                      after,
                      new Journal.Events(
                          events, after.events().refused(), after.events().outbox())));
            }
          }
          return call.goOn();
        });
  }

  static Planted idsAtRandom(World world) {
    TreeSet<String> used = new TreeSet<>();
    return outbox(
        entry -> {
          String id = entry.id() + "-" + used.size();
          used.add(id);
          return new OutboxEntry(
              id,
              entry.type(),
              entry.subject(),
              entry.time(),
              entry.causationId(),
              entry.json(),
              entry.attempts());
        },
        true);
  }

  /** Entries are changed on their way into the store; some are stored twice then. */
  private static Planted outbox(UnaryOperator<OutboxEntry> change, boolean twice) {
    return atStore(
        call -> {
          if (!call.name().equals("store")) {
            return call.goOn();
          }
          JournalUpdate update = call.argument(1, JournalUpdate.class);
          List<OutboxEntry> entries = new ArrayList<>();
          for (OutboxEntry entry : update.outbox()) {
            entries.add(change.apply(entry));
            if (twice) {
              entries.add(change.apply(entry));
            }
          }
          return call.goOn(
              call.argument(0, Claim.class),
              new JournalUpdate(
                  update.state(),
                  update.turn(),
                  update.pastReturn(),
                  update.attention(),
                  entries,
                  update.dueIn(),
                  update.heard()));
        });
  }

  static Planted intentLeftOut(World world) {
    return AtPort.of(
        "replication-monitor",
        JournalStore.class,
        call -> {
          if (call.name().equals("store")) {
            JournalUpdate update = call.argument(1, JournalUpdate.class);
            Duration dueIn = update.dueIn();
            boolean intent =
                update.heard() == 0 && dueIn != null && dueIn.isZero() && !update.pastReturn();
            return intent ? true : call.goOn();
          }
          return call.goOn();
        });
  }

  static Planted factMadeAnew(World world) {
    return AtPort.everywhere(
        EventBroker.class,
        call -> {
          EventEnvelope event = call.argument(0, EventEnvelope.class);
          if (event.type() == EventType.SYNC_PROGRESSED || !(event.data() instanceof ObjectNode)) {
            return call.goOn();
          }
          ObjectNode data = event.data().deepCopy();
          data.put("madeAt", world.turns().clock().instant().toString());
          return call.goOn(
              new EventEnvelope(
                  event.id(),
                  event.type(),
                  event.source(),
                  event.subject(),
                  event.time(),
                  event.expansionId(),
                  event.causationId(),
                  data));
        });
  }

  static Planted secretInEvent(World world) {
    return outbox(
        entry ->
            entry.type() == EventType.BINARIES_INSTALLED
                ? new OutboxEntry(
                    entry.id(),
                    entry.type(),
                    entry.subject(),
                    entry.time(),
                    entry.causationId(),
                    entry.json().replaceFirst("\\{", "{\"keyfile\":\"the secret key\","),
                    entry.attempts())
                : entry,
        false);
  }

  private static Journal forward(Journal journal) {
    return new Journal(
        journal.expansionId(),
        journal.deployment(),
        Direction.FORWARD,
        journal.pastReturn(),
        journal.lease(),
        journal.revision(),
        journal.events(),
        journal.state(),
        journal.attention());
  }

  private static Journal with(Journal journal, Journal.Events events) {
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
