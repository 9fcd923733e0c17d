package dev.offshoot.contracts;

import java.util.Locale;
import java.util.Optional;

/** The one table of events: wire type, topic, record and flow. */
public enum EventType {
  EXPANSION_REQUESTED(ExpansionRequested.class, EventFlow.REQUEST),
  STATE_OBSERVED(StateObserved.class, EventFlow.FORWARD),
  PLAN_CREATED(PlanCreated.class, EventFlow.FORWARD),
  PLAN_REJECTED(PlanRejected.class, EventFlow.FORWARD),
  PLAN_APPROVED(PlanApproved.class, EventFlow.FORWARD),
  RESOURCE_PROVISIONED(ResourceProvisioned.class, EventFlow.FORWARD),
  BINARIES_INSTALLED(BinariesInstalled.class, EventFlow.FORWARD),
  MEMBER_ADDED(MemberAdded.class, EventFlow.FORWARD),
  MEMBER_PROMOTED(MemberPromoted.class, EventFlow.FORWARD),
  SYNC_COMPLETED(SyncCompleted.class, EventFlow.FORWARD),
  SYNC_PROGRESSED(SyncProgressed.class, EventFlow.TELEMETRY),
  HOST_OFFERED(HostOffered.class, EventFlow.OFFER),
  HOST_SEEN(HostSeen.class, EventFlow.TELEMETRY),
  HOST_LOST(HostLost.class, EventFlow.NOTICE),
  HOST_REMOVAL_REQUESTED(HostRemovalRequested.class, EventFlow.BACK),
  HOST_DETACH_REQUESTED(HostDetachRequested.class, EventFlow.BACK),
  HOST_WITHDRAWN(HostWithdrawn.class, EventFlow.BACK),
  HOST_DETACHED(HostDetached.class, EventFlow.BACK),
  LEFTOVER_REMOVAL_REQUESTED(LeftoverRemovalRequested.class, EventFlow.BACK),
  LEFTOVER_FOUND_EMPTY(LeftoverFoundEmpty.class, EventFlow.BACK),
  EXPANSION_ABORTED(ExpansionAborted.class, EventFlow.ABORT),
  MEMBER_REMOVED(MemberRemoved.class, EventFlow.BACK),
  BINARIES_REMOVED(BinariesRemoved.class, EventFlow.BACK),
  RESOURCE_RELEASED(ResourceReleased.class, EventFlow.BACK),
  EXPANSION_CLOSED(ExpansionClosed.class, EventFlow.CLOSE),
  ATTENTION_REQUESTED(AttentionRequested.class, EventFlow.NOTICE),
  DEPLOYMENT_CHANGED(DeploymentChanged.class, EventFlow.NOTICE),
  CATALOGUE_ANNOUNCED(CatalogueAnnounced.class, EventFlow.CATALOGUE),
  LEFTOVERS_FOUND(LeftoversFound.class, EventFlow.CATALOGUE);

  /** Major version of every type so far; a new major has a topic of its own. */
  public static final int MAJOR = 1;

  /** Where unreadable messages go, with the reason. */
  public static final String DEAD_LETTER_TOPIC = "offshoot.dead-letters";

  private static final String TYPE_PREFIX = "dev.offshoot.";

  private final Class<? extends Record> payload;
  private final EventFlow flow;

  EventType(Class<? extends Record> payload, EventFlow flow) {
    this.payload = payload;
    this.flow = flow;
  }

  /** The record the value is read as. */
  public Class<? extends Record> payload() {
    return payload;
  }

  /** In which direction it moves an expansion. */
  public EventFlow flow() {
    return flow;
  }

  /** Name in prose and schemas, such as {@code PlanCreated}. */
  public String eventName() {
    return payload.getSimpleName();
  }

  /** CloudEvents type, such as {@code dev.offshoot.PlanCreated.v1}. */
  public String wireType() {
    return TYPE_PREFIX + eventName() + ".v" + MAJOR;
  }

  /** Kafka topic, such as {@code offshoot.plan-created}. */
  public String topic() {
    return "offshoot." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** CloudEvents dataschema: the committed schema's file name. */
  public String schema() {
    return eventName() + ".v" + MAJOR + ".schema.json";
  }

  /** The type with this CloudEvents type, if it is known in this major. */
  public static Optional<EventType> ofWireType(String wireType) {
    for (EventType type : values()) {
      if (type.wireType().equals(wireType)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
