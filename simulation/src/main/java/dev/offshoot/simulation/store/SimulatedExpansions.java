package dev.offshoot.simulation.store;

import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.simulation.turn.SimulatedClock;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.Projection;
import dev.offshoot.state.app.StoredExpansion;
import dev.offshoot.state.app.StoryEntry;
import dev.offshoot.state.app.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Expansions in memory; at most one of a deployment is active. */
public final class SimulatedExpansions implements ExpansionStore {

  private static final long CHANGE_MILLIS = 60_000;

  private final TreeMap<String, Row> rows = new TreeMap<>();

  /** Deployments that are being changed, and since when. */
  private final TreeMap<String, Long> changing = new TreeMap<>();

  private final SimulatedClock clock;

  /** With the store's own clock. */
  public SimulatedExpansions(SimulatedClock clock) {
    this.clock = clock;
  }

  /** A change whose service died is abandoned after a while, as in the real store. */
  private boolean isChanging(String deployment) {
    changing.computeIfPresent(
        deployment,
        (unused, since) -> clock.sinceBeginning() - since > CHANGE_MILLIS ? null : since);
    return changing.containsKey(deployment);
  }

  private static final class Row {
    StoredExpansion stored;
    int heard;
    boolean opened;
    final List<StoryEntry> story = new ArrayList<>();

    Row(StoredExpansion stored) {
      this.stored = stored;
    }
  }

  @Override
  public Inserted insert(StoredExpansion expansion) {
    Row known = rows.get(expansion.id());
    if (known != null) {
      return new Inserted.Known(known.stored);
    }
    if (expansion.active()) {
      Optional<StoredExpansion> holder = active(expansion.deployment());
      if (holder.isPresent() || isChanging(expansion.deployment())) {
        return new Inserted.Busy(holder.map(StoredExpansion::id).orElse(""));
      }
    }
    return insertAnyway(expansion);
  }

  /** Inserts it, whoever holds the deployment; only defects call this from outside. */
  public Inserted insertAnyway(StoredExpansion expansion) {
    rows.put(expansion.id(), new Row(expansion));
    return new Inserted.Created();
  }

  /** How many expansions hold their deployment. */
  public int active() {
    int active = 0;
    for (Row row : rows.values()) {
      active += row.stored.active() ? 1 : 0;
    }
    return active;
  }

  @Override
  public Optional<StoredExpansion> find(String id) {
    return Optional.ofNullable(rows.get(id)).map(row -> row.stored);
  }

  @Override
  public List<StoredExpansion> newest(int limit) {
    return rows.values().stream().map(row -> row.stored).limit(limit).toList();
  }

  @Override
  public Optional<StoredExpansion> active(String deployment) {
    return rows.values().stream()
        .map(row -> row.stored)
        .filter(stored -> stored.active() && stored.deployment().equals(deployment))
        .findFirst();
  }

  @Override
  public List<StoredExpansion> unopened() {
    return rows.values().stream().filter(row -> !row.opened).map(row -> row.stored).toList();
  }

  @Override
  public void opened(String id) {
    Optional.ofNullable(rows.get(id)).ifPresent(row -> row.opened = true);
  }

  @Override
  public void project(
      String id, int heard, Projection projection, List<StoryEntry> entries, boolean over) {
    Row row = rows.get(id);
    if (row == null || row.heard > heard) {
      return;
    }
    row.heard = heard;
    StoredExpansion old = row.stored;
    row.stored =
        new StoredExpansion(
            id,
            old.deployment(),
            old.active() && !over,
            old.createdAt(),
            old.opening(),
            new StoredExpansion.Content(projection, old.content().telemetry()));
    for (StoryEntry entry : entries) {
      if (row.story.stream().noneMatch(told -> told.key().equals(entry.key()))) {
        row.story.add(entry);
      }
    }
  }

  @Override
  public void progressed(SyncProgressed progress, StoryEntry firstOfItsStep) {
    Row row = rows.get(progress.expansionId());
    if (row == null || !row.stored.active()) {
      return;
    }
    StoredExpansion old = row.stored;
    TreeMap<String, Instant> seen = new TreeMap<>(old.content().telemetry().firstSeen());
    seen.merge(progress.step(), progress.at(), (a, b) -> a.isBefore(b) ? a : b);
    row.stored =
        new StoredExpansion(
            old.id(),
            old.deployment(),
            true,
            old.createdAt(),
            old.opening(),
            new StoredExpansion.Content(old.content().projection(), new Telemetry(progress, seen)));
  }

  @Override
  public List<NumberedEntry> story(String id, int after) {
    List<NumberedEntry> numbered = new ArrayList<>();
    Row row = rows.get(id);
    for (int i = after; row != null && i < row.story.size(); i++) {
      numbered.add(new NumberedEntry(i + 1, row.story.get(i)));
    }
    return numbered;
  }

  @Override
  public boolean lockForChange(String deployment) {
    if (active(deployment).isPresent() || isChanging(deployment)) {
      return false;
    }
    changing.put(deployment, clock.sinceBeginning());
    return true;
  }

  @Override
  public void unlockAfterChange(String deployment) {
    changing.remove(deployment);
  }

  /** Expansions by id. */
  public Map<String, StoredExpansion> all() {
    TreeMap<String, StoredExpansion> all = new TreeMap<>();
    rows.forEach((id, row) -> all.put(id, row.stored));
    return all;
  }
}
