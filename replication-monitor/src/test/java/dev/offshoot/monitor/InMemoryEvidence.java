package dev.offshoot.monitor;

import dev.offshoot.contracts.ConfigurationChange;
import dev.offshoot.monitor.app.EvidenceStore;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Evidence of one test. */
public final class InMemoryEvidence implements EvidenceStore {

  private final TreeMap<String, ConfigurationChange> configurations = new TreeMap<>();
  private final TreeMap<String, NamespaceVerdict> verdicts = new TreeMap<>();

  @Override
  public void keep(String expansionId, ConfigurationChange change) {
    configurations.putIfAbsent(expansionId + "/" + change.term() + "/" + change.version(), change);
  }

  @Override
  public List<ConfigurationChange> configurations(String expansionId) {
    return configurations.tailMap(expansionId + "/").entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(expansionId + "/"))
        .map(java.util.Map.Entry::getValue)
        .sorted(Comparator.comparingLong(ConfigurationChange::version))
        .toList();
  }

  @Override
  public void keep(ProofOf proof, List<NamespaceVerdict> kept) {
    kept.forEach(verdict -> verdicts.put(key(proof, verdict.name()), verdict));
  }

  @Override
  public Optional<NamespaceVerdict> nextPending(ProofOf proof) {
    return verdicts(proof).stream()
        .filter(verdict -> verdict.result() == NamespaceVerdict.Result.PENDING)
        .findFirst();
  }

  @Override
  public List<NamespaceVerdict> verdicts(ProofOf proof) {
    return verdicts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(key(proof, "")))
        .map(java.util.Map.Entry::getValue)
        .toList();
  }

  @Override
  public void forget(ProofOf proof, List<String> names) {
    names.forEach(name -> verdicts.remove(key(proof, name)));
  }

  private static String key(ProofOf proof, String name) {
    return proof.expansionId() + "/" + proof.memberId() + "/" + name;
  }
}
