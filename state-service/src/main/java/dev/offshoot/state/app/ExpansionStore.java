package dev.offshoot.state.app;

import dev.offshoot.contracts.SyncProgressed;
import java.util.List;
import java.util.Optional;

/**
 * Where expansions are kept. At most one of a deployment is active, whoever inserts it; changing a
 * deployment takes the same lock. Every method throws {@code StoreUnavailable} when its outcome is
 * unknown.
 */
public interface ExpansionStore {

  /** What came of inserting one. */
  sealed interface Inserted {
    /** It is new. */
    record Created() implements Inserted {}

    /** This id is known; the stored one counts. */
    record Known(StoredExpansion stored) implements Inserted {}

    /** Another expansion, or a change, holds the deployment. */
    record Busy(String holder) implements Inserted {}
  }

  /** Inserts one; when it is active this takes the deployment's lock. */
  Inserted insert(StoredExpansion expansion);

  /** The expansion with this id. */
  Optional<StoredExpansion> find(String id);

  /** The newest ones, newest first. */
  List<StoredExpansion> newest(int limit);

  /** The active one of this deployment. */
  Optional<StoredExpansion> active(String deployment);

  /** Active ones whose journal may not have been opened. */
  List<StoredExpansion> unopened();

  /** Records that the journal is open. */
  void opened(String id);

  /**
   * Replaces what is known of it, unless a later projection is stored, and adds the entries that
   * the story does not hold yet.
   *
   * @param heard how much of the journal this was made from
   * @param over whether to give up the deployment's lock in the same write
   */
  void project(String id, int heard, Projection projection, List<StoryEntry> entries, boolean over);

  /** Records progress of an active one if it is newer than what is known. */
  void progressed(SyncProgressed progress, StoryEntry firstOfItsStep);

  /** The story from this number on, oldest first; numbers begin with 1. */
  List<NumberedEntry> story(String id, int after);

  /** Takes the lock of a deployment for a change; false when it is held. */
  boolean lockForChange(String deployment);

  /** Gives that lock back. */
  void unlockAfterChange(String deployment);

  /** A story entry with its number. */
  record NumberedEntry(int number, StoryEntry entry) {}
}
