package dev.offshoot.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.StateObserved;
import dev.offshoot.planner.domain.SetBuilder;
import java.util.List;

/** What others would tell the planner of a set made by a {@link SetBuilder}. */
final class PlannerEvents {

  static final String EXPANSION = "0d9f8b7e-0000-4000-8000-000000000001";
  static final String DEPLOYMENT = "orders";

  private PlannerEvents() {}

  static List<CatalogueAnnounced> catalogues(SetBuilder set) {
    JsonNode all = ContractJson.tree(set.input().catalogue());
    ObjectNode provisioner = announcement("provisioner-service");
    provisioner.set("providers", all.get("providers"));
    ObjectNode installer = announcement("installer-service");
    installer.set("artifacts", all.get("artifacts"));
    installer.set("agent", all.get("agent"));
    return List.of(
        ContractJson.read(provisioner, CatalogueAnnounced.class),
        ContractJson.read(installer, CatalogueAnnounced.class));
  }

  private static ObjectNode announcement(String service) {
    ObjectNode announced = ContractJson.LENIENT.createObjectNode();
    return announced.put("service", service).put("announcedAt", SetBuilder.NOW.toString());
  }

  static StateObserved stateObserved(SetBuilder set, boolean automaticApproval) {
    var input = set.input();
    ObjectNode event = ContractJson.LENIENT.createObjectNode();
    event.put("expansionId", EXPANSION).put("requestedBy", "test");
    ObjectNode deployment = (ObjectNode) ContractJson.tree(input.deployment());
    event.set("deployment", deployment.put("automaticApproval", automaticApproval));
    event.set("request", ContractJson.tree(input.request()));
    ObjectNode observation = (ObjectNode) ContractJson.tree(input.observation());
    event.set("observation", observation.set("configuration", configuration()));
    return ContractJson.read(event, StateObserved.class);
  }

  static ObjectNode configuration() {
    ObjectNode configuration = ContractJson.LENIENT.createObjectNode();
    configuration.put("_id", "orders").put("version", 41).put("unknownToUs", 1.5);
    configuration.putObject("settings").put("electionTimeoutMillis", 10_000);
    return configuration;
  }
}
