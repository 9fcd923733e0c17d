package dev.offshoot.monitor.app;

import dev.offshoot.mongoadmin.domain.CatalogueEntry;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.monitor.app.ProveMembers.Turn;
import dev.offshoot.monitor.domain.proof.CatalogueComparison;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict.Extent;
import dev.offshoot.monitor.domain.proof.ProofState;
import dev.offshoot.monitor.domain.proof.ProofState.Stage;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Compares options and indexes of all namespaces and finds what has no verdict yet: at the
 * beginning everything, after the ranges what was created, dropped or made anew meanwhile. Only a
 * difference that stays counts, because catalogues are read without a snapshot.
 */
final class CompareCatalogues {

  private static final int LOOKS = 8;
  private static final int ROUNDS = 6;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration WHILE_HELD = Duration.ofSeconds(10);

  private final MonitorPorts ports;

  CompareCatalogues(MonitorPorts ports) {
    this.ports = ports;
  }

  Step step(Turn turn) {
    ReplicaSet.BothSides<NamespaceCatalogue> both =
        turn.work().set().catalogues(turn.reference(), turn.added());
    if (both.reference().answer().isEmpty() || both.added().answer().isEmpty()) {
      return turn.chooseAgain(
          "catalogues: %s; %s".formatted(both.reference().explain(), both.added().explain()));
    }
    List<NamespaceVerdict> verdicts = ports.evidence().verdicts(turn.key());
    CatalogueComparison found =
        CatalogueComparison.of(
            both.reference().answer().get(), both.added().answer().get(), verdicts);
    if (!found.vanished().isEmpty()) {
      ports.evidence().forget(turn.key(), found.vanished());
    }
    if (!found.toCompare().isEmpty()) {
      return nextRound(turn, found.toCompare());
    }
    if (!found.unclear().isEmpty()) {
      return unclear(turn, found.unclear());
    }
    return found.unread().isEmpty()
        ? Step.done(turn.state(turn.proof().at(Stage.MARK)))
        : unread(turn, found.unread());
  }

  private Step nextRound(Turn turn, List<CatalogueEntry> entries) {
    boolean tooFast = turn.course().round() >= ROUNDS;
    List<NamespaceVerdict> verdicts = new ArrayList<>();
    long bytes = 0;
    for (CatalogueEntry entry : entries) {
      NamespaceVerdict verdict = begin(turn, entry, tooFast);
      bytes += verdict.extent().bytes();
      verdicts.add(verdict);
    }
    ports.evidence().keep(turn.key(), verdicts);
    ProofState proof = turn.proof().with(turn.course().nextRound(bytes));
    return Step.done(turn.state(proof.at(Stage.RANGES)));
  }

  private static NamespaceVerdict begin(Turn turn, CatalogueEntry entry, boolean tooFast) {
    String name = entry.namespace().toString();
    String identity = CatalogueComparison.identity(entry);
    if (!entry.holdsDocuments()) {
      return NamespaceVerdict.definition(name, identity);
    }
    Extent extent =
        turn.work()
            .set()
            .size(turn.reference(), entry.namespace())
            .answer()
            .map(size -> new Extent(size.documents(), size.bytes()))
            .orElse(new Extent(0, 0));
    NamespaceVerdict pending = NamespaceVerdict.pending(name, identity, extent);
    return tooFast
        ? pending.notCompared("it is dropped and created again faster than it can be compared")
        : pending;
  }

  private Step unclear(Turn turn, NavigableMap<String, String> unclear) {
    ProofState again = turn.proof().with(turn.course().lookedAgain());
    String first = unclear.firstKey() + ": " + unclear.get(unclear.firstKey());
    if (again.course().looks() < LOOKS) {
      return Step.waiting(turn.state(again), "catalogues to agree on " + first, BETWEEN_LOOKS);
    }
    List<NamespaceVerdict> different = new ArrayList<>();
    for (Map.Entry<String, String> each : unclear.entrySet()) {
      different.add(
          NamespaceVerdict.pending(each.getKey(), "unclear", new Extent(0, 0))
              .different(each.getValue()));
    }
    ports.evidence().keep(turn.key(), different);
    return Step.held(
        turn.work().state(),
        turn.work()
            .cause(
                "PROOF_MISMATCH",
                "options or indexes of %s differ between %s and %s; %d namespaces in all"
                    .formatted(first, turn.reference(), turn.added(), unclear.size()),
                "find out which member is right. Nothing was wiped; the new member stays hidden and"
                    + " voteless. The proof goes on when they agree; or cancel the expansion"),
        WHILE_HELD);
  }

  private Step unread(Turn turn, NavigableMap<String, String> unread) {
    ProofState again = turn.proof().with(turn.course().lookedAgain());
    if (again.course().looks() < LOOKS) {
      return Step.waiting(turn.state(again), "indexes to be readable", BETWEEN_LOOKS);
    }
    List<NamespaceVerdict> verdicts = new ArrayList<>();
    unread.forEach(
        (name, reason) ->
            verdicts.add(
                NamespaceVerdict.pending(name, "unread", new Extent(0, 0))
                    .notCompared("its indexes could not be read: " + reason)));
    ports.evidence().keep(turn.key(), verdicts);
    return Step.done(turn.work().state());
  }
}
