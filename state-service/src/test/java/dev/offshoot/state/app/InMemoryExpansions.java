package dev.offshoot.state.app;

import dev.offshoot.contracts.SyncProgressed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Expansions in memory, with the same rules as the real store; one thread. */
final class InMemoryExpansions implements ExpansionStore {

  private final TreeMap<String, StoredExpansion> rows = new TreeMap<>();
  private final TreeMap<String, List<StoryEntry>> stories = new TreeMap<>();
  private final TreeSet<String> unopened = new TreeSet<>();
  private final TreeSet<String> locks = new TreeSet<>();

  @Override
  public Inserted insert(StoredExpansion expansion) {
    if (rows.containsKey(expansion.id())) {
      return new Inserted.Known(find(expansion.id()).orElseThrow());
    }
    if (expansion.active()) {
      if (locks.contains(expansion.deployment())) {
        return new Inserted.Busy("");
      }
      Optional<StoredExpansion> active = active(expansion.deployment());
      if (active.isPresent()) {
        return new Inserted.Busy(active.get().id());
      }
    }
    rows.put(expansion.id(), expansion);
    unopened.add(expansion.id());
    return new Inserted.Created();
  }

  @Override
  public Optional<StoredExpansion> find(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  @Override
  public List<StoredExpansion> newest(int limit) {
    return rows.values().stream().limit(limit).toList();
  }

  @Override
  public Optional<StoredExpansion> active(String deployment) {
    return rows.values().stream()
        .filter(e -> e.active() && e.deployment().equals(deployment))
        .findFirst();
  }

  @Override
  public List<StoredExpansion> unopened() {
    return unopened.stream().map(id -> find(id).orElseThrow()).toList();
  }

  @Override
  public void opened(String id) {
    unopened.remove(id);
  }

  @Override
  public void project(
      String id, int heard, Projection projection, List<StoryEntry> entries, boolean over) {
    StoredExpansion row = find(id).orElseThrow();
    StoredExpansion.Content content =
        new StoredExpansion.Content(projection, row.content().telemetry());
    put(row, row.active() && !over, content);
    List<StoryEntry> story = stories.computeIfAbsent(id, unknown -> new ArrayList<>());
    for (StoryEntry entry : entries) {
      if (story.stream().noneMatch(told -> told.key().equals(entry.key()))) {
        story.add(entry);
      }
    }
  }

  @Override
  public void progressed(SyncProgressed progress, StoryEntry firstOfItsStep) {
    StoredExpansion row = find(progress.expansionId()).orElseThrow();
    TreeMap<String, Instant> seen = new TreeMap<>(row.content().telemetry().firstSeen());
    seen.putIfAbsent(progress.step(), progress.at());
    put(
        row,
        row.active(),
        new StoredExpansion.Content(row.content().projection(), new Telemetry(progress, seen)));
  }

  private void put(StoredExpansion row, boolean active, StoredExpansion.Content content) {
    rows.put(
        row.id(),
        new StoredExpansion(
            row.id(), row.deployment(), active, row.createdAt(), row.opening(), content));
  }

  @Override
  public List<NumberedEntry> story(String id, int after) {
    List<NumberedEntry> entries = new ArrayList<>();
    List<StoryEntry> story = stories.getOrDefault(id, List.of());
    for (int i = after; i < story.size(); i++) {
      entries.add(new NumberedEntry(i + 1, story.get(i)));
    }
    return entries;
  }

  @Override
  public boolean lockForChange(String deployment) {
    return active(deployment).isEmpty() && locks.add(deployment);
  }

  @Override
  public void unlockAfterChange(String deployment) {
    locks.remove(deployment);
  }
}
