package dev.offshoot.state.app;

import dev.offshoot.state.domain.AuditChain;
import java.util.Optional;

/** Shows whether the audit is what was written. */
public interface AuditSeal {

  /** Reads all of it, and looks whether each entry follows the one before. */
  AuditChain.Verdict verify();

  /** The hash that the entry of this number carries. */
  Optional<String> hashOf(long number);
}
