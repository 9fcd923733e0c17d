package dev.offshoot.simulation.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.agent.app.MongodHome;
import dev.offshoot.agent.domain.ConfigurationView;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.Observation;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.simulation.service.World;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.app.ExpansionJournal;
import dev.offshoot.state.app.HostRegister;
import dev.offshoot.state.app.SetObserver;

/** Defects of hosts that are given back. */
final class RemovalDefects {

  private static final String STATE = "state-service";
  private static final String INSTALLER = "installer-service";
  private static final String OLD_MEMBERS = "127.88.0.";
  private static final long ORDER_TO_REMOVE = 3;

  private RemovalDefects() {}

  private static boolean isOver(World world) {
    return !world.broker().published(EventType.SYNC_COMPLETED).isEmpty();
  }

  static Planted hostNotChecked(World world) {
    return AtPort.of(
        STATE,
        SetObserver.class,
        call ->
            call.goOn() instanceof Observation seen && isOver(world)
                ? withOldMembers(seen)
                : call.goOn());
  }

  private static Observation withOldMembers(Observation seen) {
    ObjectNode tree = ContractJson.tree(seen).deepCopy();
    JsonNode members = tree.path("configuration").path("members");
    if (members instanceof ArrayNode all) {
      for (int i = all.size() - 1; i >= 0; i--) {
        if (!all.get(i).path("host").asText().startsWith(OLD_MEMBERS)) {
          var unused = all.remove(i);
        }
      }
    }
    return ContractJson.read(tree, Observation.class);
  }

  static Planted agentDoesNotLook(World world) {
    return AtPort.atAgentsLook(
        seen ->
            isOver(world)
                ? new ConfigurationView.Configuration(
                    seen.source(),
                    seen.version(),
                    seen.term(),
                    seen.replicaSetId(),
                    seen.addresses().stream()
                        .filter(member -> member.startsWith(OLD_MEMBERS))
                        .toList(),
                    true)
                : seen);
  }

  static Planted dataLeft(World world) {
    return AtPort.of(
        "agent",
        MongodHome.class,
        call -> call.name().equals("keepLogsAndWipe") ? new MongodHome.Wiped.Clean() : call.goOn());
  }

  static Planted orderLiesInWait(World world) {
    return AtPort.of(
        INSTALLER,
        Agents.class,
        call ->
            call.name().equals("issue") && call.argument(1, Long.class) > ORDER_TO_REMOVE
                ? Agents.Issued.ISSUED
                : call.goOn());
  }

  static Planted removalNotRecorded(World world) {
    return AtPort.of(
        STATE,
        ExpansionJournal.class,
        call ->
            call.name().equals("record")
                    && call.argument(1, EventEnvelope.class).type()
                        == EventType.HOST_REMOVAL_REQUESTED
                ? true
                : call.goOn());
  }

  static Planted removalForgotten(World world) {
    return AtPort.of(
        INSTALLER,
        JournalStore.class,
        call ->
            call.name().equals("accept")
                    && call.argument(1, Journal.class)
                        .first(EventType.HOST_REMOVAL_REQUESTED)
                        .isPresent()
                ? true
                : call.goOn());
  }

  static Planted goneHostListed(World world) {
    return AtPort.of(
        STATE, HostRegister.class, call -> call.name().equals("gone") ? null : call.goOn());
  }
}
