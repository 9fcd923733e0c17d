package dev.offshoot.state.app;

import dev.offshoot.contracts.Leftover;
import dev.offshoot.contracts.LeftoverRemovalRequested;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.app.LeftoverRemovalCheck.GivenBack;
import dev.offshoot.state.app.LeftoverRemovalCheck.Verdict;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides whether what is left of a host may go, as far as this service can tell, and records it in
 * a journal of its own. Whether its agent reports data, and whether the provider's own service
 * knows it as given back, those say who know it: nothing is removed before they did.
 */
public final class RemoveLeftover {

  private final Leftovers leftovers;
  private final HostRegister hosts;
  private final ObserveDeployment observe;
  private final ExpansionJournal journals;
  private final InstantSource clock;

  /** With these ports. */
  public RemoveLeftover(
      Leftovers leftovers,
      HostRegister hosts,
      ObserveDeployment observe,
      ExpansionJournal journals,
      InstantSource clock) {
    this.leftovers = leftovers;
    this.hosts = hosts;
    this.observe = observe;
    this.journals = journals;
    this.clock = clock;
  }

  /**
   * Answers the host's id once the removal of all that is left of it is recorded; asking twice is
   * once.
   *
   * @param id the host request's id, or the provider's name of one thing that is left of it
   */
  public Outcome<String> remove(String id, String caller) {
    return leftovers.all().stream()
        .flatMap(look -> look.leftovers().stream())
        .filter(left -> id.equals(left.hostRequestId()) || id.equals(left.reference()))
        .findFirst()
        .map(left -> remove(left, caller))
        .orElseGet(
            () ->
                Outcome.refused(
                    ProblemCode.UNKNOWN_LEFTOVER,
                    "Nothing is known to be left of " + id + ".",
                    "See: offshoot host leftovers"));
  }

  private Outcome<String> remove(Leftover left, String caller) {
    Optional<Journal> work = Optional.ofNullable(left.expansionId()).flatMap(journals::find);
    Instant checkedAt = clock.instant();
    return switch (LeftoverRemovalCheck.ofJournals(left, hosts.all(), work)) {
      case Verdict.No(Problem why) -> Outcome.refused(why);
      case Verdict.Free(GivenBack givenBack) ->
          switch (LeftoverRemovalCheck.ofSets(givenBack, left, observe.lookAtAll())) {
            case Verdict.No(Problem why) -> Outcome.refused(why);
            case Verdict.Free(GivenBack free) -> record(asked(free, checkedAt, caller));
          };
    };
  }

  private LeftoverRemovalRequested asked(GivenBack free, Instant checkedAt, String caller) {
    int ask = ask(free.hostRequestId());
    return new LeftoverRemovalRequested(
        OwnEvents.leftoverRemovalOf(free.hostRequestId(), ask),
        free.deployment(),
        free.hostRequestId(),
        free.address(),
        free.work(),
        free.agentsGone(),
        checkedAt,
        caller,
        ask);
  }

  /** A removal that is over is never opened again; asking again is another one. */
  private int ask(String host) {
    int ask = 0;
    while (isClosed(OwnEvents.leftoverRemovalOf(host, ask))) {
      ask++;
    }
    return ask;
  }

  private boolean isClosed(String journal) {
    return journals
        .find(journal)
        .filter(found -> found.direction() == Direction.CLOSED)
        .isPresent();
  }

  private Outcome<String> record(LeftoverRemovalRequested asked) {
    boolean first = journals.find(asked.expansionId()).isEmpty();
    if (!journals.record(asked.expansionId(), OwnEvents.leftoverRemoval(asked, clock.instant()))) {
      return Outcome.refused(
          ProblemCode.UNKNOWN_LEFTOVER,
          "The removal of what is left of host " + asked.hostRequestId() + " ended just now.",
          "See: offshoot host leftovers");
    }
    if (first) {
      leftovers.removing(
          LeftoverRemoval.started(asked.hostRequestId()), KeepLeftoverRemoval.order(asked, 0));
    }
    return Outcome.done(asked.hostRequestId());
  }
}
