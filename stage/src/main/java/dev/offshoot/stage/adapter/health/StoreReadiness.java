package dev.offshoot.stage.adapter.health;

import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the store answers. */
@Readiness
@ApplicationScoped
public class StoreReadiness implements HealthCheck {

  private final JournalStore store;

  /** Wired by CDI. */
  public StoreReadiness(JournalStore store) {
    this.store = store;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      var unused = store.due(1);
      return HealthCheckResponse.up("store");
    } catch (StoreUnavailable e) {
      return HealthCheckResponse.down("store");
    }
  }
}
