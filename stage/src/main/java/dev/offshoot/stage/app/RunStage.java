package dev.offshoot.stage.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.OutboxEntry;
import dev.offshoot.stage.domain.StepOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drives one stage: claims an expansion, runs one step from a fresh journal, and stores the outcome
 * with the facts it causes in one compare-and-set. Called pass by pass, so that a worker thread and
 * a simulation drive it alike.
 */
public final class RunStage {

  private static final Duration AFTER_SILENCE = Duration.ofSeconds(1);

  private final Stage stage;
  private final JournalStore store;
  private final InstantSource clock;
  private final String owner;
  private final Duration lease;
  private final FactWriter facts;

  /**
   * @param stage the stage
   * @param store its journals
   * @param clock the worker's clock; only for the claim's own end and for timestamps
   * @param owner name of this worker, different from that of every other that may run at the same
   *     time
   * @param lease how long a claim lasts without renewal
   */
  public RunStage(
      Stage stage, JournalStore store, InstantSource clock, String owner, Duration lease) {
    this.stage = stage;
    this.store = store;
    this.clock = clock;
    this.owner = owner;
    this.lease = lease;
    this.facts = new FactWriter(stage.name());
  }

  /** How one pass ended. */
  public sealed interface Pass {

    /** Go on at once, or after this time, with this claim. */
    record Again(Claim claim, Duration after) implements Pass {}

    /** Nothing to do until an event is accepted, or the claim is not ours: let go. */
    record Over() implements Pass {}

    /**
     * The store did not answer, so the outcome of a write is unknown. Go on after this time without
     * a claim: claiming afresh needs no waiting for this worker's own lease, reads what was stored,
     * and its higher epoch fences a write that is still on its way.
     */
    record Unanswered(StoreUnavailable cause, Duration after) implements Pass {}
  }

  /** At start: frees what this worker held before it ended, if its name outlived it. */
  public void takeOver() {
    store.letGo(owner);
  }

  /**
   * Runs one step.
   *
   * @param held the claim of the pass before, if any
   */
  public Pass pass(String expansionId, @Nullable Claim held) {
    try {
      return attempt(expansionId, held);
    } catch (StoreUnavailable unanswered) {
      return new Pass.Unanswered(unanswered, AFTER_SILENCE);
    }
  }

  private Pass attempt(String expansionId, @Nullable Claim held) {
    Claim claim = held == null ? claim(expansionId) : kept(held);
    if (claim == null) {
      return new Pass.Over();
    }
    Optional<Journal> found = store.find(expansionId);
    if (found.isEmpty() || found.get().lease().epoch() != claim.epoch()) {
      return new Pass.Over();
    }
    Journal journal = found.get();
    try {
      Step step = stage.step(new StoringContext(journal, claim, store, clock.instant(), clock));
      return settle(journal, claim, step);
    } catch (FencedOff fenced) {
      return new Pass.Over();
    }
  }

  private @Nullable Claim claim(String expansionId) {
    var asked = clock.instant();
    return store
        .claim(expansionId, owner, lease)
        .map(journal -> new Claim(expansionId, owner, journal.lease().epoch(), asked.plus(lease)))
        .orElse(null);
  }

  /** Renews once a third of the lease has passed. */
  private @Nullable Claim kept(Claim held) {
    var asked = clock.instant();
    if (asked.plus(lease.multipliedBy(2).dividedBy(3)).isBefore(held.until())) {
      return held;
    }
    return store.renew(held, lease)
        ? new Claim(held.expansionId(), held.owner(), held.epoch(), asked.plus(lease))
        : null;
  }

  private Pass settle(Journal journal, Claim claim, Step step) {
    JournalUpdate update = update(journal, step);
    Duration dueIn = update.dueIn();
    if (changes(journal, update) && !store.store(claim, update)) {
      return new Pass.Over();
    }
    if (dueIn == null) {
      store.release(claim);
      return new Pass.Over();
    }
    return new Pass.Again(claim, dueIn);
  }

  private JournalUpdate update(Journal journal, Step step) {
    String state = state(journal, step);
    return switch (step.outcome()) {
      case StepOutcome.Done() ->
          new JournalUpdate(
              state,
              null,
              false,
              cleared(journal),
              said(journal, step),
              Duration.ZERO,
              heard(journal));
      case StepOutcome.Waiting(String reason, Duration after) ->
          new JournalUpdate(
              state,
              null,
              false,
              new JournalUpdate.AttentionChange.Keep(),
              said(journal, step),
              after,
              heard(journal));
      case StepOutcome.Idle() ->
          new JournalUpdate(
              state, null, false, cleared(journal), said(journal, step), null, heard(journal));
      case StepOutcome.Held(Cause cause, Duration after) -> held(journal, step, cause, after);
      case StepOutcome.Failed(Cause cause) ->
          journal.direction() == Direction.FORWARD && !journal.pastReturn()
              ? turnedBack(journal, step, cause)
              : held(journal, step, cause, Duration.ofSeconds(15));
    };
  }

  private JournalUpdate turnedBack(Journal journal, Step step, Cause cause) {
    List<Fact> all = new ArrayList<>(step.facts());
    all.add(facts.aborted(journal, cause));
    String state = state(journal, step);
    return new JournalUpdate(
        state,
        Direction.BACK,
        false,
        new JournalUpdate.AttentionChange.Keep(),
        facts.entries(journal, all, clock.instant()),
        Duration.ZERO,
        heard(journal));
  }

  private JournalUpdate held(Journal journal, Step step, Cause cause, Duration after) {
    Cause known = journal.attention();
    boolean told = known != null && known.code().equals(cause.code());
    List<Fact> all = new ArrayList<>(step.facts());
    if (!told) {
      all.add(facts.attention(journal, cause, false));
    }
    String state = state(journal, step);
    return new JournalUpdate(
        state,
        null,
        false,
        told
            ? new JournalUpdate.AttentionChange.Keep()
            : new JournalUpdate.AttentionChange.Ask(cause),
        facts.entries(journal, all, clock.instant()),
        after,
        heard(journal));
  }

  private static @Nullable String state(Journal journal, Step step) {
    return step.state() == null ? null : ContractJson.text(step.state(), journal.state());
  }

  private static int heard(Journal journal) {
    return journal.events().received().size();
  }

  private static JournalUpdate.AttentionChange cleared(Journal journal) {
    return journal.attention() == null
        ? new JournalUpdate.AttentionChange.Keep()
        : new JournalUpdate.AttentionChange.Clear();
  }

  private List<OutboxEntry> said(Journal journal, Step step) {
    List<Fact> all = new ArrayList<>(step.facts());
    Cause attention = journal.attention();
    if (attention != null && !(step.outcome() instanceof StepOutcome.Waiting)) {
      all.add(facts.attention(journal, attention, true));
    }
    return facts.entries(journal, all, clock.instant());
  }

  /** A look that changed nothing is not written; the lease is renewed by itself. */
  private static boolean changes(Journal journal, JournalUpdate update) {
    return !update.outbox().isEmpty()
        || update.turn() != null
        || !(update.attention() instanceof JournalUpdate.AttentionChange.Keep)
        || (update.state() != null && !Objects.equals(update.state(), journal.state()))
        || update.dueIn() == null;
  }
}
