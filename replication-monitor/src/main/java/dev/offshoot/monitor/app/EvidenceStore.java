package dev.offshoot.monitor.app;

import dev.offshoot.contracts.ConfigurationChange;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Large things beside the journal: configurations kept whole with their reason, and one document
 * per compared namespace. Every write is idempotent, acknowledged by a majority, and made before
 * the outcome that refers to it. Throws StoreUnavailable when the store does not answer.
 */
public interface EvidenceStore {

  /** Keeps a configuration; one kept before with the same version and term stays. */
  void keep(String expansionId, ConfigurationChange change);

  /** Every configuration of the expansion, oldest first. */
  List<ConfigurationChange> configurations(String expansionId);

  /** Keeps these verdicts, in place of former ones of the same names. */
  void keep(ProofOf proof, List<NamespaceVerdict> verdicts);

  /** The first namespace by name that is still to be compared. */
  Optional<NamespaceVerdict> nextPending(ProofOf proof);

  /** Every verdict, by name. */
  List<NamespaceVerdict> verdicts(ProofOf proof);

  /** These namespaces exist no more. */
  void forget(ProofOf proof, List<String> names);

  /**
   * Whose proof.
   *
   * @param expansionId the expansion
   * @param memberId _id of the new member
   */
  record ProofOf(String expansionId, int memberId) {}
}
