package dev.offshoot.simulation.service;

import dev.offshoot.contracts.EventType;
import java.util.List;

/** Which topics each service hears, as its application.properties says. */
final class Hearing {

  static final List<EventType> STATE =
      List.of(
          EventType.EXPANSION_REQUESTED,
          EventType.PLAN_CREATED,
          EventType.PLAN_REJECTED,
          EventType.RESOURCE_PROVISIONED,
          EventType.BINARIES_INSTALLED,
          EventType.MEMBER_ADDED,
          EventType.MEMBER_PROMOTED,
          EventType.SYNC_COMPLETED,
          EventType.SYNC_PROGRESSED,
          EventType.EXPANSION_ABORTED,
          EventType.MEMBER_REMOVED,
          EventType.BINARIES_REMOVED,
          EventType.RESOURCE_RELEASED,
          EventType.EXPANSION_CLOSED,
          EventType.ATTENTION_REQUESTED);

  static final List<EventType> PLANNER =
      List.of(
          EventType.STATE_OBSERVED,
          EventType.CATALOGUE_ANNOUNCED,
          EventType.EXPANSION_ABORTED,
          EventType.EXPANSION_CLOSED);

  static final List<EventType> PROVISIONER =
      List.of(
          EventType.PLAN_CREATED,
          EventType.PLAN_APPROVED,
          EventType.EXPANSION_ABORTED,
          EventType.BINARIES_REMOVED,
          EventType.EXPANSION_CLOSED);

  static final List<EventType> INSTALLER =
      List.of(
          EventType.RESOURCE_PROVISIONED,
          EventType.SYNC_COMPLETED,
          EventType.EXPANSION_ABORTED,
          EventType.MEMBER_REMOVED,
          EventType.HOST_LOST,
          EventType.HOST_REMOVAL_REQUESTED,
          EventType.EXPANSION_CLOSED);

  static final List<EventType> MONITOR =
      List.of(
          EventType.BINARIES_INSTALLED, EventType.EXPANSION_ABORTED, EventType.EXPANSION_CLOSED);

  private Hearing() {}
}
