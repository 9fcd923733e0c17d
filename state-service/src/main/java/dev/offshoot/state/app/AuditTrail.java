package dev.offshoot.state.app;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done and by whom; entries are only ever added. */
public interface AuditTrail {

  /** Adds the entries that are not there yet; told apart by their keys. */
  void append(List<AuditEntry> entries);

  /** Entries of a deployment, or of all, oldest first. */
  List<AuditEntry> read(@Nullable String deployment);
}
