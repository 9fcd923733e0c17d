package dev.offshoot.state.app;

import dev.offshoot.contracts.ContractJson;
import java.time.Instant;

/**
 * An expansion as it is stored.
 *
 * @param id UUID
 * @param deployment name of the deployment
 * @param active whether it holds the deployment
 * @param createdAt when it was asked for
 * @param opening what it was opened with
 * @param content what is known of it
 */
public record StoredExpansion(
    String id,
    String deployment,
    boolean active,
    Instant createdAt,
    Opening opening,
    Content content) {

  /**
   * What is known of it.
   *
   * @param projection from its journal
   * @param telemetry latest progress
   */
  public record Content(Projection projection, Telemetry telemetry) {}

  /** The request as text: the same request gives the same text. */
  public static String fingerprint(Object request) {
    return ContractJson.text(request);
  }
}
