package dev.offshoot.simulation.store;

import dev.offshoot.simulation.turn.SimulatedClock;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.JournalUpdate;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.Lease;
import dev.offshoot.stage.domain.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Journals of one service in memory, with the real store's compare-and-sets. It knows when anything
 * is due next, so that nobody has to look in vain.
 */
public final class SimulatedJournals implements JournalStore {

  /** No time at which anything is due. */
  public static final long NEVER = Long.MAX_VALUE;

  private final SimulatedClock clock;
  private final TreeMap<String, Row> rows = new TreeMap<>();
  private final List<JournalChanges> changes = new ArrayList<>();

  private static final class Row {
    Journal journal;
    long until;
    long dueAt = NEVER;
    final TreeMap<String, Long> sendAt = new TreeMap<>();

    Row(Journal journal) {
      this.journal = journal;
    }
  }

  /** Hears of every write. */
  @FunctionalInterface
  public interface JournalChanges {
    /** A journal was written; before is null for a new one. */
    void written(@Nullable Journal before, Journal after);
  }

  /** With the store's own clock. */
  public SimulatedJournals(SimulatedClock clock) {
    this.clock = clock;
  }

  /** Puts a journal there as it is, held by nobody. */
  public void restore(Journal journal) {
    Lease free = new Lease(null, journal.lease().epoch());
    rows.put(journal.expansionId(), new Row(JournalWrites.with(journal, free, journal.revision())));
  }

  /** Hears of every write from now on. */
  public void onWrite(JournalChanges hears) {
    changes.add(hears);
  }

  private void write(Row row, Journal after) {
    Journal before = row.journal;
    row.journal = after;
    tell(before, after);
  }

  private void tell(@Nullable Journal before, Journal after) {
    changes.forEach(hears -> hears.written(before, after));
  }

  @Override
  public Optional<Journal> find(String expansionId) {
    Row row = rows.get(expansionId);
    return row == null ? Optional.empty() : Optional.of(row.journal);
  }

  @Override
  public boolean accept(long revision, Journal after) {
    Row row = rows.get(after.expansionId());
    if (row == null ? revision != 0 : row.journal.revision() != revision) {
      return false;
    }
    Journal next = JournalWrites.with(after, after.lease(), revision + 1);
    if (row == null) {
      row = new Row(next);
      rows.put(after.expansionId(), row);
      tell(null, next);
    } else {
      write(row, next);
    }
    if (after.lease().owner() == null) {
      row.until = 0;
    }
    if (next.direction() == Direction.CLOSED) {
      for (OutboxEntry entry : next.events().outbox()) {
        if (!entry.outlastsTheEnd()) {
          row.sendAt.remove(entry.id());
        }
      }
    }
    row.dueAt = clock.sinceBeginning();
    return true;
  }

  @Override
  public Optional<Journal> claim(String expansionId, String owner, Duration lease) {
    Row row = rows.get(expansionId);
    if (row == null) {
      return Optional.empty();
    }
    String holder = row.journal.lease().owner();
    if (holder != null && !holder.equals(owner) && row.until >= clock.sinceBeginning()) {
      return Optional.empty();
    }
    Lease next = new Lease(owner, row.journal.lease().epoch() + 1);
    write(row, JournalWrites.with(row.journal, next, row.journal.revision() + 1));
    row.until = clock.sinceBeginning() + lease.toMillis();
    return Optional.of(row.journal);
  }

  @Override
  public boolean renew(Claim claim, Duration lease) {
    Row row = held(claim);
    if (row == null) {
      return false;
    }
    row.until = clock.sinceBeginning() + lease.toMillis();
    return true;
  }

  @Override
  public boolean store(Claim claim, JournalUpdate update) {
    Row row = held(claim);
    if (row == null) {
      return false;
    }
    Journal before = row.journal;
    for (OutboxEntry entry : update.outbox()) {
      row.sendAt.put(entry.id(), clock.sinceBeginning());
    }
    write(row, JournalWrites.updated(before, update));
    Duration dueIn = update.dueIn();
    if (dueIn != null) {
      row.dueAt = clock.sinceBeginning() + dueIn.toMillis();
    } else {
      boolean heardMore = before.events().received().size() != update.heard();
      row.dueAt = heardMore ? clock.sinceBeginning() : NEVER;
    }
    return true;
  }

  @Override
  public void release(Claim claim) {
    Row row = held(claim);
    if (row != null) {
      free(row);
    }
  }

  @Override
  public void letGo(String owner) {
    for (Row row : rows.values()) {
      if (owner.equals(row.journal.lease().owner())) {
        free(row);
      }
    }
  }

  private void free(Row row) {
    Journal old = row.journal;
    write(row, JournalWrites.with(old, new Lease(null, old.lease().epoch()), old.revision()));
    row.until = 0;
  }

  @Override
  public List<String> due(int limit) {
    List<String> due = new ArrayList<>();
    for (Row row : rows.values()) {
      if (due.size() < limit
          && row.dueAt <= clock.sinceBeginning()
          && row.until < clock.sinceBeginning()) {
        due.add(row.journal.expansionId());
      }
    }
    return due;
  }

  /** When {@link #due} will name something, if nobody writes before. */
  public long nextDue() {
    long next = NEVER;
    for (Row row : rows.values()) {
      if (row.dueAt != NEVER) {
        next = Math.min(next, Math.max(row.dueAt, row.until + 1));
      }
    }
    return next;
  }

  @Override
  public List<Publication> unpublished(int limit) {
    List<Publication> due = new ArrayList<>();
    for (Row row : rows.values()) {
      for (OutboxEntry entry : row.journal.events().outbox()) {
        Long sendAt = row.sendAt.get(entry.id());
        if (sendAt != null && sendAt <= clock.sinceBeginning() && due.size() < limit) {
          due.add(new Publication(row.journal.expansionId(), entry));
        }
      }
    }
    return due;
  }

  /** When {@link #unpublished} will give something, if nobody writes before. */
  public long nextUnpublished() {
    long next = NEVER;
    for (Row row : rows.values()) {
      for (long sendAt : row.sendAt.values()) {
        next = Math.min(next, sendAt);
      }
    }
    return next;
  }

  @Override
  public void published(Publication publication, Duration resendAfter) {
    Row row = rows.get(publication.expansionId());
    if (row == null) {
      return;
    }
    boolean over = row.journal.direction() == Direction.CLOSED;
    if (over && !publication.entry().outlastsTheEnd()) {
      row.sendAt.remove(publication.entry().id());
      return;
    }
    row.sendAt.put(publication.entry().id(), clock.sinceBeginning() + resendAfter.toMillis());
    write(row, JournalWrites.sentOnceMore(row.journal, publication.entry().id()));
  }

  private @Nullable Row held(Claim claim) {
    Row row = rows.get(claim.expansionId());
    if (row == null) {
      return null;
    }
    Lease lease = row.journal.lease();
    return claim.owner().equals(lease.owner()) && lease.epoch() == claim.epoch() ? row : null;
  }

  /** Every journal. */
  public List<Journal> all() {
    return rows.values().stream().map(row -> row.journal).toList();
  }
}
