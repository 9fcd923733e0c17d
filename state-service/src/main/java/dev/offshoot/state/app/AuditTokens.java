package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.access.domain.ApiToken;
import dev.offshoot.access.domain.ApiTokens;
import dev.offshoot.contracts.ContractJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes into the audit which tokens were made and removed, as the list of tokens tells it. The
 * list keeps removed ones, so a change that was made while this service was down is told later; one
 * that somebody took out of the list by hand is not.
 */
public final class AuditTokens {

  private static final int HASH_PREFIX = 16;

  private final AuditTrail trail;

  /** With this trail. */
  public AuditTokens(AuditTrail trail) {
    this.trail = trail;
  }

  /** Tells what is not told yet; the same list again changes nothing. */
  public void tell(ApiTokens tokens) {
    List<AuditEntry> entries = new ArrayList<>();
    for (ApiToken token : tokens.tokens()) {
      entries.add(entry(token, token.added(), AuditEntry.Action.TOKEN_ADDED));
      ApiToken.Change removed = token.removed();
      if (removed != null) {
        entries.add(entry(token, removed, AuditEntry.Action.TOKEN_REMOVED));
      }
    }
    if (!entries.isEmpty()) {
      trail.append(entries);
    }
  }

  private static AuditEntry entry(
      ApiToken token, ApiToken.Change change, AuditEntry.Action action) {
    ObjectNode detail =
        ContractJson.LENIENT
            .createObjectNode()
            .put("token", token.name())
            .put("role", token.role().word());
    String start = token.sha256().substring(0, Math.min(HASH_PREFIX, token.sha256().length()));
    return new AuditEntry(
        "token/" + token.name() + "/" + start + "/" + action,
        change.at(),
        change.by(),
        action,
        new AuditEntry.Subject("-", null),
        detail);
  }
}
