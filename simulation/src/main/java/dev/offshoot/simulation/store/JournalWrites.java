package dev.offshoot.simulation.store;

import dev.offshoot.stage.app.JournalUpdate;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.Lease;
import dev.offshoot.stage.domain.OutboxEntry;
import java.util.ArrayList;
import java.util.List;

/** What one write makes of a journal. */
final class JournalWrites {

  private JournalWrites() {}

  static Journal updated(Journal before, JournalUpdate update) {
    List<OutboxEntry> outbox = before.events().outbox();
    if (!update.outbox().isEmpty()) {
      outbox = new ArrayList<>(outbox);
      outbox.addAll(update.outbox());
    }
    return new Journal(
        before.expansionId(),
        before.deployment(),
        update.turn() == null ? before.direction() : update.turn(),
        before.pastReturn() || update.pastReturn(),
        before.lease(),
        before.revision() + 1,
        new Journal.Events(before.events().received(), before.events().refused(), outbox),
        update.state() == null ? before.state() : update.state(),
        switch (update.attention()) {
          case JournalUpdate.AttentionChange.Keep() -> before.attention();
          case JournalUpdate.AttentionChange.Ask(var cause) -> cause;
          case JournalUpdate.AttentionChange.Clear() -> null;
        });
  }

  static Journal sentOnceMore(Journal journal, String id) {
    List<OutboxEntry> outbox = new ArrayList<>();
    for (OutboxEntry old : journal.events().outbox()) {
      outbox.add(
          old.id().equals(id)
              ? new OutboxEntry(
                  id,
                  old.type(),
                  old.subject(),
                  old.time(),
                  old.causationId(),
                  old.json(),
                  old.attempts() + 1)
              : old);
    }
    Journal.Events events =
        new Journal.Events(journal.events().received(), journal.events().refused(), outbox);
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

  static Journal with(Journal journal, Lease lease, long revision) {
    return new Journal(
        journal.expansionId(),
        journal.deployment(),
        journal.direction(),
        journal.pastReturn(),
        lease,
        revision,
        journal.events(),
        journal.state(),
        journal.attention());
  }
}
