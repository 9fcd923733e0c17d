package dev.offshoot.simulation.store;

import dev.offshoot.contracts.ConfigurationChange;
import dev.offshoot.monitor.app.EvidenceStore;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What replication-monitor keeps beside its journal. */
public final class SimulatedEvidence implements EvidenceStore {

  private final TreeMap<String, List<ConfigurationChange>> configurations = new TreeMap<>();
  private final TreeMap<String, Map<String, NamespaceVerdict>> verdicts = new TreeMap<>();

  @Override
  public void keep(String expansionId, ConfigurationChange change) {
    List<ConfigurationChange> kept =
        configurations.computeIfAbsent(expansionId, unused -> new ArrayList<>());
    boolean known =
        kept.stream().anyMatch(c -> c.version() == change.version() && c.term() == change.term());
    if (!known) {
      kept.add(change);
    }
  }

  @Override
  public List<ConfigurationChange> configurations(String expansionId) {
    return List.copyOf(configurations.getOrDefault(expansionId, List.of()));
  }

  @Override
  public void keep(ProofOf proof, List<NamespaceVerdict> kept) {
    kept.forEach(verdict -> of(proof).put(verdict.name(), verdict));
  }

  @Override
  public Optional<NamespaceVerdict> nextPending(ProofOf proof) {
    return of(proof).values().stream()
        .filter(verdict -> verdict.result() == NamespaceVerdict.Result.PENDING)
        .findFirst();
  }

  @Override
  public List<NamespaceVerdict> verdicts(ProofOf proof) {
    return List.copyOf(of(proof).values());
  }

  @Override
  public void forget(ProofOf proof, List<String> names) {
    names.forEach(of(proof)::remove);
  }

  private Map<String, NamespaceVerdict> of(ProofOf proof) {
    return verdicts.computeIfAbsent(
        proof.expansionId() + "/" + proof.memberId(), unused -> new TreeMap<>());
  }
}
