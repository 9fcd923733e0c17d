package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.Leftover;
import dev.offshoot.contracts.Observation;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.app.ObserveDeployment.SeenSet;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides what this service can tell of a leftover's removal: that our own journal says that its
 * host was given back or its expansion rolled back, that no host of its id is held, and that no
 * registered set's configuration names its machine. What cannot be told is a no.
 */
final class LeftoverRemovalCheck {

  private static final String ROLLED_BACK = "ROLLED_BACK";

  private LeftoverRemovalCheck() {}

  /** The answer. */
  sealed interface Verdict {

    /** Nothing here speaks against it. */
    record Free(GivenBack givenBack) implements Verdict {}

    /** Something does, or that cannot be told. */
    record No(Problem why) implements Verdict {}
  }

  /**
   * The work that ended with the host given back.
   *
   * @param hostRequestId the host
   * @param address HOST:PORT it was made for
   * @param work the expansion or removal
   * @param deployment the replica set it was made for
   * @param agentsGone whether BinariesRemoved of that work was heard
   */
  record GivenBack(
      String hostRequestId,
      String address,
      String work,
      DeploymentReference deployment,
      boolean agentsGone) {}

  /**
   * Whether our own journals know the leftover's host as one that was given back.
   *
   * @param left the leftover as its provider's service reported it
   * @param held all hosts that are held
   * @param work the journal of the work named in it, if there is one
   */
  static Verdict ofJournals(Leftover left, List<HeldHost> held, Optional<Journal> work) {
    String host = left.hostRequestId();
    String address = left.address();
    if (host == null || address == null || left.standing().equals("UNKNOWN")) {
      return no(ProblemCode.LEFTOVER_NOT_OURS, left, left.detail() + ".", BY_HAND);
    }
    if (!left.standing().equals("RELEASED")
        || held.stream().anyMatch(one -> one.id().equals(host))) {
      return no(ProblemCode.LEFTOVER_STILL_HELD, left, left.detail() + ".", GIVE_BACK);
    }
    Optional<DeploymentReference> deployment = work.flatMap(LeftoverRemovalCheck::deployment);
    if (work.isEmpty() || deployment.isEmpty()) {
      return no(
          ProblemCode.LEFTOVER_NOT_OURS,
          left,
          "no journal of state-service says what became of host " + host + ".",
          BY_HAND);
    }
    return endedRolledBack(work.get())
        ? new Verdict.Free(
            new GivenBack(
                host,
                address,
                work.get().expansionId(),
                deployment.get(),
                work.get().first(EventType.BINARIES_REMOVED).isPresent()))
        : no(
            ProblemCode.LEFTOVER_STILL_HELD,
            left,
            work.get().expansionId() + " has not ended as " + ROLLED_BACK + ".",
            GIVE_BACK);
  }

  /**
   * Whether a configuration read now names the machine the leftover was made as, at whatever port.
   */
  static Verdict ofSets(GivenBack givenBack, Leftover left, List<SeenSet> sets) {
    for (SeenSet set : sets) {
      Observation seen = set.observation();
      JsonNode configuration = seen.configuration();
      if (configuration == null || !isCertain(set)) {
        return no(
            ProblemCode.LEFTOVER_SET_UNSEEN,
            left,
            "replica set "
                + set.deployment()
                + " did not show a committed configuration, so nobody can tell whether it names "
                + givenBack.address()
                + ".",
            "See: offshoot deployment show " + set.deployment() + "; then ask again.");
      }
      for (JsonNode member : configuration.path("members")) {
        if (machine(member.path("host").asText()).equals(machine(givenBack.address()))) {
          return no(
              ProblemCode.LEFTOVER_CONFIGURED,
              left,
              "the configuration of replica set "
                  + set.deployment()
                  + " has member _id "
                  + member.path("_id").asInt()
                  + ", host "
                  + member.path("host").asText()
                  + ".",
              "If that member runs on it, leave it. If it runs elsewhere, delete the leftover"
                  + " yourself at its provider.");
        }
      }
    }
    return new Verdict.Free(givenBack);
  }

  private static final String BY_HAND =
      "Offshoot never removes what it does not know: see whose it is, then delete it yourself at"
          + " its provider.";

  private static final String GIVE_BACK =
      "Wait for the end of its expansion, or give the host back: offshoot host remove ID";

  private static boolean isCertain(SeenSet set) {
    String registered = set.registeredSet();
    return set.observation().primary() != null
        && set.observation().configurationCommitted()
        && (registered == null || registered.equals(set.observation().replicaSetId()));
  }

  private static boolean endedRolledBack(Journal work) {
    return work.direction() == Direction.CLOSED
        && JournalReading.first(work, EventType.EXPANSION_CLOSED, ExpansionClosed.class)
            .filter(closed -> closed.outcome().equals(ROLLED_BACK))
            .isPresent();
  }

  private static Optional<DeploymentReference> deployment(Journal work) {
    return JournalReading.opening(work)
        .flatMap(opening -> Optional.ofNullable(opening.deployment()))
        .or(
            () ->
                JournalReading.first(
                        work, EventType.HOST_REMOVAL_REQUESTED, HostRemovalRequested.class)
                    .map(HostRemovalRequested::deployment));
  }

  private static String machine(String address) {
    int colon = address.lastIndexOf(':');
    return (colon < 0 ? address : address.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  private static Verdict no(ProblemCode code, Leftover left, String why, String remedy) {
    return new Verdict.No(
        new Problem(code, left.kind() + " " + left.reference() + " stays: " + why, remedy));
  }
}
