package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.ContractJson;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down who registered, changed and removed deployments. */
public final class DeploymentAudit {

  private final AuditTrail trail;
  private final Ids ids;
  private final InstantSource clock;

  /** With these ports. */
  public DeploymentAudit(AuditTrail trail, Ids ids, InstantSource clock) {
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  void put(Deployment now, @Nullable Deployment before, String caller) {
    ObjectNode detail = ContractJson.LENIENT.createObjectNode();
    if (before != null) {
      detail.set("before", ContractJson.tree(before.reference()));
    }
    detail.set("after", ContractJson.tree(now.reference()));
    append(
        before == null
            ? AuditEntry.Action.DEPLOYMENT_REGISTERED
            : AuditEntry.Action.DEPLOYMENT_CHANGED,
        now.name(),
        caller,
        detail);
  }

  void removed(String name, String caller) {
    append(AuditEntry.Action.DEPLOYMENT_REMOVED, name, caller, null);
  }

  private void append(
      AuditEntry.Action action, String name, String caller, @Nullable ObjectNode detail) {
    trail.append(
        List.of(
            new AuditEntry(
                ids.next(),
                clock.instant(),
                caller,
                action,
                new AuditEntry.Subject(name, null),
                detail)));
  }
}
