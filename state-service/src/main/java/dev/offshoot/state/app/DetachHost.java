package dev.offshoot.state.app;

import dev.offshoot.contracts.ClaimedHost;
import dev.offshoot.contracts.HostDetachRequested;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a machine of the pool becomes its owner's alone, and records it in a journal of
 * its own. Its set need not be asked: whatever runs there runs on. That no expansion takes the
 * machine meanwhile is the pool's own to see to, before anybody tells the agent.
 */
public final class DetachHost {

  private static final String POOL = "pool";

  private final HostRegister hosts;
  private final Spares spares;
  private final ExpansionJournal journals;
  private final InstantSource clock;

  /** With these ports. */
  public DetachHost(
      HostRegister hosts, Spares spares, ExpansionJournal journals, InstantSource clock) {
    this.hosts = hosts;
    this.spares = spares;
    this.journals = journals;
    this.clock = clock;
  }

  /**
   * Answers the id under which the host is listed, once its detachment is recorded; asking twice is
   * once.
   *
   * @param id the host request's id, or the machine's
   */
  public Outcome<String> detach(String id, String caller) {
    return hosts.all().stream()
        .filter(host -> host.id().equals(id) || isMachine(host.claimed(), id))
        .findFirst()
        .map(host -> detach(host, caller))
        .orElseGet(() -> detachSpare(id, caller));
  }

  private static boolean isMachine(@Nullable ClaimedHost claimed, String id) {
    return claimed != null && claimed.hostId().equals(id);
  }

  private Outcome<String> detach(HeldHost host, String caller) {
    ClaimedHost machine = host.claimed();
    if (!host.provider().equals(POOL) || machine == null) {
      return Outcome.refused(notOfPool(host));
    }
    if (journals
        .find(host.expansion())
        .filter(journal -> journal.direction() == Direction.CLOSED)
        .isEmpty()) {
      return Outcome.refused(
          ProblemCode.EXPANSION_IN_PROGRESS,
          "Host "
              + host.id()
              + " belongs to expansion "
              + host.expansion()
              + ", which is not over.",
          "Wait for its end, or cancel it: offshoot expansion cancel " + host.expansion());
    }
    int ask = HostLeaving.ask(journals, host.id());
    return record(
        host.id(),
        new HostDetachRequested(
            OwnEvents.removalOf(host.id(), ask),
            machine.hostId(),
            host.id(),
            host.address(),
            host.deployment(),
            caller,
            ask));
  }

  private Outcome<String> detachSpare(String id, String caller) {
    Optional<SpareHost> found =
        spares.all().stream().filter(spare -> spare.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Outcome.refused(unknown(id));
    }
    int ask = HostLeaving.ask(journals, id);
    return record(
        id,
        new HostDetachRequested(
            OwnEvents.removalOf(id, ask), id, null, found.get().address(), null, caller, ask));
  }

  private Outcome<String> record(String id, HostDetachRequested asked) {
    Optional<Journal> before = journals.find(asked.expansionId());
    if (before.filter(HostLeaving::isRemoval).isPresent()) {
      return Outcome.refused(beingRemoved(id));
    }
    if (!journals.record(asked.expansionId(), OwnEvents.hostDetach(asked, clock.instant()))) {
      return Outcome.refused(unknown(id));
    }
    // Of two who ask at once for both ways, the one that was recorded first is followed.
    if (journals.find(asked.expansionId()).filter(HostLeaving::isRemoval).isPresent()) {
      return Outcome.refused(beingRemoved(id));
    }
    if (before.isEmpty()) {
      KeepDetachment.show(hosts, spares, asked, 0, HostRemoval.LEAVING);
    }
    return Outcome.done(id);
  }

  private static Problem notOfPool(HeldHost host) {
    return new Problem(
        ProblemCode.HOST_NOT_OF_POOL,
        "Host "
            + host.id()
            + " was made by provider "
            + host.provider()
            + ": only a machine that a person brought (provider pool) can be detached.",
        "Leave it as it is: its mongod goes on also without Offshoot. To give it back, take its"
            + " member out of the set, then: offshoot host remove "
            + host.id());
  }

  private static Problem beingRemoved(String id) {
    return new Problem(
        ProblemCode.HOST_BEING_REMOVED,
        "Host " + id + " is being removed, and its mongod with it.",
        "Wait for the end of that (offshoot host list); a spare can be detached then.");
  }

  /** Asked for the removal of a host that is being detached. */
  static Problem beingDetached(String id) {
    return new Problem(
        ProblemCode.HOST_BEING_DETACHED,
        "Host " + id + " is being detached: its agent leaves, and its mongod stays.",
        "Wait for the end of that: offshoot host list");
  }

  private static Problem unknown(String id) {
    return new Problem(
        ProblemCode.UNKNOWN_HOST,
        "Offshoot holds no host " + id + ".",
        "List the hosts with: offshoot host list");
  }
}
