package dev.offshoot.stage.app;

import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.OutboxEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where journals are kept. Every write is one atomic compare-and-set, acknowledged by a majority;
 * each method throws {@link StoreUnavailable} when its outcome is unknown, and the caller reads
 * again.
 */
public interface JournalStore {

  /** The journal of this expansion. */
  Optional<Journal> find(String expansionId);

  /**
   * Stores what accepting an event changed, if the journal still has the revision it was decided
   * on, and makes the stage due. A revision of 0 means that there must be no journal yet.
   *
   * @return false when somebody else wrote in between: read again and decide again
   */
  boolean accept(long revision, Journal after);

  /**
   * Claims the expansion, raising the epoch, if nobody holds an unexpired lease on it, or the same
   * owner does.
   *
   * @return the journal as claimed, or nothing
   */
  Optional<Journal> claim(String expansionId, String owner, Duration lease);

  /**
   * Makes the lease last from now on again.
   *
   * @return false when the claim is no longer valid
   */
  boolean renew(Claim claim, Duration lease);

  /**
   * Stores an outcome with the facts it causes.
   *
   * @return false when the claim is no longer valid; then nothing was stored
   */
  boolean store(Claim claim, JournalUpdate update);

  /** Gives the claim up, so that whoever is next need not wait for its end. */
  void release(Claim claim);

  /**
   * Frees what an earlier life of this worker still holds, so that it need not wait for the leases'
   * end. The epochs fence that life off as soon as the work is claimed again.
   */
  default void letGo(String owner) {}

  /** Expansions that are due and held by nobody, longest due first. */
  List<String> due(int limit);

  /** Stored facts that are due to be sent, or sent again, in the order they were stored. */
  List<Publication> unpublished(int limit);

  /**
   * Records that the broker has the fact; it is sent again after this time unless the expansion
   * closes before and the fact does not outlast that.
   */
  void published(Publication publication, Duration resendAfter);

  /**
   * A stored fact and the expansion it belongs to.
   *
   * @param expansionId the expansion
   * @param entry the fact
   */
  record Publication(String expansionId, OutboxEntry entry) {}
}
