package dev.offshoot.mongoadmin.app;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to observe, and as whom.
 *
 * @param connectionString where to begin, without password
 * @param observe user that reads state
 * @param change user that would change the configuration
 * @param prove user that would read all data
 * @param keyfile the deployment's keyfile; null when it names none
 * @param transport how members are reached
 * @param agentAddresses members whose hosts have an agent of ours, passed on
 */
public record ObservationRequest(
    String connectionString,
    NamedCredential observe,
    NamedCredential change,
    NamedCredential prove,
    @Nullable Keyfile keyfile,
    Transport transport,
    List<String> agentAddresses) {

  /** Copies the list. */
  public ObservationRequest {
    agentAddresses = List.copyOf(agentAddresses);
  }
}
