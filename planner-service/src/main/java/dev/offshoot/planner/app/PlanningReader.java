package dev.offshoot.planner.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.planner.domain.PlanningInput;
import dev.offshoot.planner.domain.observed.Observation;
import dev.offshoot.planner.domain.offered.Catalogue;
import dev.offshoot.planner.domain.requested.DeploymentReference;
import dev.offshoot.planner.domain.requested.ExpansionRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads events as the planner's own values. */
final class PlanningReader {

  private PlanningReader() {}

  /**
   * @param stateObserved value of the event, whole
   * @param announced the latest announcement of every service
   */
  static PlanningInput read(
      JsonNode stateObserved, List<CatalogueAnnounced> announced, Instant now) {
    return new PlanningInput(
        ContractJson.read(stateObserved.path("observation"), Observation.class),
        ContractJson.read(stateObserved.path("request"), ExpansionRequest.class),
        ContractJson.read(stateObserved.path("deployment"), DeploymentReference.class),
        catalogue(announced),
        now,
        stateObserved.path("expansionId").asText());
  }

  /** All announcements together; services that announced nothing are named. */
  static Catalogue catalogue(List<CatalogueAnnounced> announced) {
    ArrayList<JsonNode> trees = new ArrayList<>();
    announced.forEach(one -> trees.add(ContractJson.tree(one)));
    List<Catalogue> parts =
        trees.stream().map(tree -> ContractJson.read(tree, Catalogue.class)).toList();
    List<String> heard = announced.stream().map(CatalogueAnnounced::service).toList();
    return new Catalogue(
        parts.stream().flatMap(part -> part.providers().stream()).toList(),
        parts.stream().flatMap(part -> part.artifacts().stream()).toList(),
        parts.stream().map(Catalogue::agent).filter(Objects::nonNull).findFirst().orElse(null),
        List.of(Catalogue.PROVISIONER, Catalogue.INSTALLER).stream()
            .filter(service -> !heard.contains(service))
            .toList());
  }
}
