package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done.
 *
 * @param id tells the same entry, so that adding twice is once
 * @param at when
 * @param by who did it, or asked for it
 * @param action what was done
 * @param subject what it was done to
 * @param detail what else there is to know; never a secret
 */
public record AuditEntry(
    String id, Instant at, String by, Action action, Subject subject, @Nullable JsonNode detail) {

  /** What can be done. */
  public enum Action {
    DEPLOYMENT_REGISTERED,
    DEPLOYMENT_CHANGED,
    DEPLOYMENT_REMOVED,
    EXPANSION_REQUESTED,
    REFUSAL_ACCEPTED,
    PLAN_APPROVED,
    EXPANSION_CANCELLED,
    MEMBER_ADDED,
    MEMBER_PROMOTED,
    MEMBER_REMOVED,
    CONFIGURATION_CHANGED,
    EXPANSION_CLOSED,
    HOST_OFFERED,
    HOST_REMOVAL_REQUESTED,
    HOST_REMOVAL_REFUSED,
    HOST_REMOVED,
    HOST_DETACH_REQUESTED,
    HOST_DETACH_REFUSED,
    HOST_DETACHED,
    LEFTOVER_REMOVAL_REQUESTED,
    LEFTOVER_REMOVAL_REFUSED,
    LEFTOVER_REMOVED,
    CALL_REFUSED,
    TOKEN_ADDED,
    TOKEN_REMOVED
  }

  /**
   * What something was done to.
   *
   * @param deployment the deployment
   * @param expansion the expansion, if any
   */
  public record Subject(String deployment, @Nullable String expansion) {}
}
