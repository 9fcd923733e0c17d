package dev.offshoot.state.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.HostDetachRequested;
import dev.offshoot.contracts.HostOffered;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.LeftoverRemovalRequested;
import dev.offshoot.contracts.PlanApproved;
import java.time.Instant;
import java.util.UUID;

/**
 * Events this service records in its own journal: what a person asked for is stored there first,
 * and published by the stage. Their ids are deterministic, so asking twice is once.
 */
final class OwnEvents {

  private static final String SOURCE = "/offshoot/state-service";

  private OwnEvents() {}

  /** What a foreign event asked for keeps that event's id: what follows was caused by it. */
  static EventEnvelope opening(String expansionId, String deployment, Opening opening, Instant at) {
    EventEnvelope ours = event(EventType.EXPANSION_REQUESTED, expansionId, deployment, opening, at);
    String asked = opening.eventId();
    return asked == null
        ? ours
        : new EventEnvelope(
            asked, ours.type(), SOURCE, deployment, at, expansionId, null, ours.data());
  }

  static EventEnvelope approval(PlanApproved approved, Instant at) {
    return event(
        EventType.PLAN_APPROVED, approved.expansionId(), approved.deployment(), approved, at);
  }

  static EventEnvelope cancellation(ExpansionAborted aborted, Instant at) {
    return event(
        EventType.EXPANSION_ABORTED,
        aborted.expansionId(),
        aborted.deployment().name(),
        aborted,
        at);
  }

  static EventEnvelope hostRemoval(HostRemovalRequested asked, Instant at) {
    return event(
        EventType.HOST_REMOVAL_REQUESTED,
        asked.expansionId(),
        asked.deployment().name(),
        asked,
        at);
  }

  static EventEnvelope hostDetach(HostDetachRequested asked, Instant at) {
    String deployment = asked.deployment();
    return event(
        EventType.HOST_DETACH_REQUESTED,
        asked.expansionId(),
        deployment == null ? asked.hostId() : deployment,
        asked,
        at);
  }

  static EventEnvelope leftoverRemoval(LeftoverRemovalRequested asked, Instant at) {
    return event(
        EventType.LEFTOVER_REMOVAL_REQUESTED,
        asked.expansionId(),
        asked.deployment().name(),
        asked,
        at);
  }

  static EventEnvelope hostOffer(HostOffered offered, Instant at) {
    return event(EventType.HOST_OFFERED, offered.hostId(), offered.hostId(), offered, at);
  }

  /**
   * The journal a host's removal, or its detachment, has to itself: asking twice is once.
   *
   * @param ask how many of either ended before with the host still held
   */
  static String removalOf(String hostRequestId, int ask) {
    return named(hostRequestId, "removal", ask);
  }

  /** The same for what is left of a host that was given back. */
  static String leftoverRemovalOf(String hostRequestId, int ask) {
    return named(hostRequestId, "leftover-removal", ask);
  }

  private static String named(String hostRequestId, String what, int ask) {
    String name = ask == 0 ? what : what + "/" + ask;
    return UuidCreator.getNameBasedSha1(UUID.fromString(hostRequestId), name).toString();
  }

  /** Id of the recorded event of this type, as opposed to one that came from the broker. */
  static String id(String expansionId, EventType type) {
    return UuidCreator.getNameBasedSha1(UUID.fromString(expansionId), "recorded/" + type.wireType())
        .toString();
  }

  private static EventEnvelope event(
      EventType type, String expansionId, String deployment, Record payload, Instant at) {
    return new EventEnvelope(
        id(expansionId, type),
        type,
        SOURCE,
        deployment,
        at,
        expansionId,
        null,
        ContractJson.tree(payload));
  }
}
