package dev.offshoot.stage;

import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.JournalUpdate;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.Lease;
import dev.offshoot.stage.domain.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Journals in memory, with the same compare-and-set rules as the real store; for tests and
 * simulation, one thread.
 */
public final class InMemoryJournalStore implements JournalStore {

  private final TreeMap<String, Row> rows = new TreeMap<>();
  private final InstantSource storeClock;

  /** With the store's own clock. */
  public InMemoryJournalStore(InstantSource storeClock) {
    this.storeClock = storeClock;
  }

  private record Row(
      Journal journal, Instant until, @Nullable Instant dueAt, TreeMap<String, Instant> sendAt) {}

  /** Every journal, for checking properties. */
  public List<Journal> all() {
    return rows.values().stream().map(Row::journal).toList();
  }

  /** When this expansion's stage wants to run next, if it does not wait for an event. */
  public Optional<Instant> dueAt(String expansionId) {
    return Optional.ofNullable(rows.get(expansionId)).map(Row::dueAt);
  }

  @Override
  public Optional<Journal> find(String expansionId) {
    return Optional.ofNullable(rows.get(expansionId)).map(Row::journal);
  }

  /** Like the real store's. */
  public List<Journal> after(String expansionId, int limit) {
    return rows.tailMap(expansionId, false).values().stream()
        .map(Row::journal)
        .limit(limit)
        .toList();
  }

  @Override
  public boolean accept(long revision, Journal after) {
    Row row = rows.get(after.expansionId());
    if (row == null ? revision != 0 : row.journal.revision() != revision) {
      return false;
    }
    // Like the real store, only what accepting an event changes: a fact may have been sent
    // meanwhile.
    List<OutboxEntry> outbox =
        row == null ? after.events().outbox() : row.journal.events().outbox();
    Journal next = with(withOutbox(after, outbox), after.lease(), revision + 1);
    Instant until = row == null || after.lease().owner() == null ? Instant.EPOCH : row.until;
    TreeMap<String, Instant> sendAt = row == null ? new TreeMap<>() : row.sendAt;
    if (next.direction() == Direction.CLOSED) {
      next.events().outbox().stream()
          .filter(entry -> !entry.outlastsTheEnd())
          .forEach(entry -> sendAt.remove(entry.id()));
    }
    rows.put(after.expansionId(), new Row(next, until, storeClock.instant(), sendAt));
    return true;
  }

  @Override
  public Optional<Journal> claim(String expansionId, String owner, Duration lease) {
    Row row = rows.get(expansionId);
    if (row == null) {
      return Optional.empty();
    }
    String holder = row.journal.lease().owner();
    Instant now = storeClock.instant();
    if (holder != null && !holder.equals(owner) && !row.until.isBefore(now)) {
      return Optional.empty();
    }
    Journal claimed =
        with(
            row.journal,
            new Lease(owner, row.journal.lease().epoch() + 1),
            row.journal.revision() + 1);
    rows.put(expansionId, new Row(claimed, now.plus(lease), row.dueAt, row.sendAt));
    return Optional.of(claimed);
  }

  @Override
  public boolean renew(Claim claim, Duration lease) {
    Row row = held(claim);
    if (row == null) {
      return false;
    }
    rows.put(
        claim.expansionId(),
        new Row(row.journal, storeClock.instant().plus(lease), row.dueAt, row.sendAt));
    return true;
  }

  @Override
  public boolean store(Claim claim, JournalUpdate update) {
    Row row = held(claim);
    if (row == null) {
      return false;
    }
    Journal before = row.journal;
    List<OutboxEntry> outbox = new ArrayList<>(before.events().outbox());
    outbox.addAll(update.outbox());
    Instant now = storeClock.instant();
    update.outbox().forEach(entry -> row.sendAt.put(entry.id(), now));
    Journal after =
        new Journal(
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
    rows.put(claim.expansionId(), new Row(after, row.until, due(update, before, now), row.sendAt));
    return true;
  }

  private static @Nullable Instant due(JournalUpdate update, Journal before, Instant now) {
    Duration dueIn = update.dueIn();
    if (dueIn != null) {
      return now.plus(dueIn);
    }
    return before.events().received().size() == update.heard() ? null : now;
  }

  @Override
  public void release(Claim claim) {
    Row row = held(claim);
    if (row != null) {
      Journal freed =
          with(row.journal, new Lease(null, row.journal.lease().epoch()), row.journal.revision());
      rows.put(claim.expansionId(), new Row(freed, Instant.EPOCH, row.dueAt, row.sendAt));
    }
  }

  @Override
  public List<String> due(int limit) {
    Instant now = storeClock.instant();
    return rows.entrySet().stream()
        .filter(e -> e.getValue().dueAt != null && !e.getValue().dueAt.isAfter(now))
        .filter(e -> e.getValue().until.isBefore(now))
        .map(java.util.Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Publication> unpublished(int limit) {
    Instant now = storeClock.instant();
    List<Publication> due = new ArrayList<>();
    rows.forEach(
        (id, row) -> {
          for (OutboxEntry entry : row.journal.events().outbox()) {
            Instant sendAt = row.sendAt.get(entry.id());
            if (sendAt != null && !sendAt.isAfter(now)) {
              due.add(new Publication(id, entry));
            }
          }
        });
    return due.subList(0, Math.min(limit, due.size()));
  }

  @Override
  public void published(Publication publication, Duration resendAfter) {
    Row row = rows.get(publication.expansionId());
    if (row == null) {
      return;
    }
    String sent = publication.entry().id();
    List<OutboxEntry> outbox =
        row.journal.events().outbox().stream()
            .map(entry -> entry.id().equals(sent) ? sentOnceMore(entry) : entry)
            .toList();
    rows.put(
        publication.expansionId(),
        new Row(withOutbox(row.journal, outbox), row.until, row.dueAt, row.sendAt));
    boolean over = row.journal.direction() == Direction.CLOSED;
    if (over && !publication.entry().outlastsTheEnd()) {
      row.sendAt.remove(sent);
    } else {
      row.sendAt.put(sent, storeClock.instant().plus(resendAfter));
    }
  }

  private static OutboxEntry sentOnceMore(OutboxEntry entry) {
    return new OutboxEntry(
        entry.id(),
        entry.type(),
        entry.subject(),
        entry.time(),
        entry.causationId(),
        entry.json(),
        entry.attempts() + 1);
  }

  private static Journal withOutbox(Journal journal, List<OutboxEntry> outbox) {
    Journal.Events events = journal.events();
    return new Journal(
        journal.expansionId(),
        journal.deployment(),
        journal.direction(),
        journal.pastReturn(),
        journal.lease(),
        journal.revision(),
        new Journal.Events(events.received(), events.refused(), outbox),
        journal.state(),
        journal.attention());
  }

  private @Nullable Row held(Claim claim) {
    Row row = rows.get(claim.expansionId());
    if (row == null) {
      return null;
    }
    Lease lease = row.journal.lease();
    return claim.owner().equals(lease.owner()) && lease.epoch() == claim.epoch() ? row : null;
  }

  private static Journal with(Journal journal, Lease lease, long revision) {
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
