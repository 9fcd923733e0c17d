package dev.offshoot.state.adapter.worker;

import dev.offshoot.access.adapter.Doorkeeper;
import dev.offshoot.access.domain.ApiTokens;
import dev.offshoot.state.app.AuditTokens;
import jakarta.enterprise.context.ApplicationScoped;

/** Has changes of the list of tokens told to the audit before the audit or a call is answered. */
@ApplicationScoped
public class TokenWatch {

  private final Doorkeeper doorkeeper;
  private final AuditTokens audit;
  private volatile ApiTokens told = ApiTokens.NONE;

  /** Wired by CDI. */
  public TokenWatch(Doorkeeper doorkeeper, AuditTokens audit) {
    this.doorkeeper = doorkeeper;
    this.audit = audit;
  }

  /** Looks, and tells what changed; twice at once is harmless. */
  public void look() {
    ApiTokens now = doorkeeper.named();
    if (!now.equals(told)) {
      audit.tell(now);
      told = now;
    }
  }
}
