package dev.offshoot.state.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.LeftoverRemovalRequested;
import java.time.Instant;

/**
 * A removal that a person asked for, of a host or of what is left of one, as the audit names it.
 *
 * @param id the removal's own id
 * @param deployment whose member the host carried
 * @param host id of the host
 * @param address HOST:PORT of its member
 */
record AuditedRemoval(String id, String deployment, String host, String address) {

  static AuditedRemoval of(HostRemovalRequested asked) {
    return new AuditedRemoval(
        asked.expansionId(), asked.deployment().name(), asked.hostRequestId(), asked.address());
  }

  static AuditedRemoval of(LeftoverRemovalRequested asked) {
    return new AuditedRemoval(
        asked.expansionId(), asked.deployment().name(), asked.hostRequestId(), asked.address());
  }

  /** What a person did. */
  AuditEntry entry(Instant at, String by, AuditEntry.Action action) {
    return new AuditEntry(
        id + "/" + action,
        at,
        by,
        action,
        new AuditEntry.Subject(deployment, null),
        ContractJson.LENIENT.createObjectNode().put("host", host).put("address", address));
  }

  /** What came of it, by Offshoot itself. */
  AuditEntry entry(Instant at, AuditEntry.Action action) {
    return entry(at, "offshoot", action);
  }
}
