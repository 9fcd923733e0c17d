package dev.offshoot.stage.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.OutboxEntry;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Turns facts into outbox entries with deterministic ids: UUIDv5 of expansion, type and ordinal.
 */
final class FactWriter {

  private final String stageName;

  FactWriter(String stageName) {
    this.stageName = stageName;
  }

  List<OutboxEntry> entries(Journal journal, List<Fact> facts, Instant now) {
    Map<EventType, Integer> said = new EnumMap<>(EventType.class);
    List<OutboxEntry> entries = new ArrayList<>();
    for (Fact fact : facts) {
      int ordinal = journal.nextOrdinal(fact.type()) + said.merge(fact.type(), 1, Integer::sum) - 1;
      entries.add(
          new OutboxEntry(
              id(journal.expansionId(), fact.type(), ordinal),
              fact.type(),
              journal.deployment(),
              now,
              journal.lastHeard().orElse(null),
              ContractJson.text(fact.payload()),
              0));
    }
    return entries;
  }

  /**
   * Types that several stages publish carry the stage in their name, so that ids of two stages
   * never meet.
   */
  private String id(String expansionId, EventType type, int ordinal) {
    boolean shared = type == EventType.EXPANSION_ABORTED || type == EventType.ATTENTION_REQUESTED;
    String name = type.wireType() + "/" + (shared ? stageName + "/" : "") + ordinal;
    return UuidCreator.getNameBasedSha1(UUID.fromString(expansionId), name).toString();
  }

  Fact aborted(Journal journal, Cause cause) {
    return new Fact(
        EventType.EXPANSION_ABORTED,
        new ExpansionAborted(journal.expansionId(), deployment(journal), cause, stageName));
  }

  Fact attention(Journal journal, Cause cause, boolean resolved) {
    return new Fact(
        EventType.ATTENTION_REQUESTED,
        new AttentionRequested(journal.expansionId(), journal.deployment(), cause, resolved));
  }

  private static DeploymentReference deployment(Journal journal) {
    for (ReceivedEvent event : journal.events().received()) {
      JsonNode deployment = ContractJson.read(event.json(), JsonNode.class).get("deployment");
      if (deployment != null && deployment.isObject()) {
        return ContractJson.read(deployment, DeploymentReference.class);
      }
    }
    throw new IllegalStateException(
        "no event in the journal of expansion "
            + journal.expansionId()
            + " names the deployment "
            + journal.deployment());
  }
}
