package dev.offshoot.planner;

import static dev.offshoot.planner.PlannerEvents.DEPLOYMENT;
import static dev.offshoot.planner.PlannerEvents.EXPANSION;
import static dev.offshoot.planner.PlannerEvents.configuration;
import static dev.offshoot.planner.PlannerEvents.stateObserved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.PlanRejected;
import dev.offshoot.contracts.Refusal;
import dev.offshoot.contracts.StateObserved;
import dev.offshoot.planner.app.CatalogueKeeper;
import dev.offshoot.planner.app.Catalogues;
import dev.offshoot.planner.app.PlanSeal;
import dev.offshoot.planner.app.PlannerStage;
import dev.offshoot.planner.domain.SetBuilder;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The planner's stage on its journal, heard and speaking in events only. */
class PlannerComponentTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final Catalogues catalogues = new InMemoryCatalogues();
  private final StageDriver driver =
      new StageDriver(new PlannerStage(catalogues), new CatalogueKeeper(catalogues));

  private static final class InMemoryCatalogues implements Catalogues {
    private final TreeMap<String, CatalogueAnnounced> latest = new TreeMap<>();

    @Override
    public void keep(CatalogueAnnounced announced) {
      latest.put(announced.service(), announced);
    }

    @Override
    public List<CatalogueAnnounced> latest() {
      return List.copyOf(latest.values());
    }
  }

  @Test
  void anObservedSetBecomesOneSealedPlanThatCarriesItsConfiguration() {
    // Given
    SetBuilder set = SetBuilder.of(4);
    announce(set);

    // When
    observed(set, false);
    driver.runUntilIdle(EXPANSION, LONG);

    // Then
    EventEnvelope event = only();
    assertThat(event.type()).isEqualTo(EventType.PLAN_CREATED);
    PlanCreated created = ContractJson.read(event.data(), PlanCreated.class);
    Plan plan = ContractJson.read(created.plan(), Plan.class);
    assertThat(created.approval()).isEqualTo("required");
    assertThat(plan.basis().configuration()).isEqualTo(configuration());
    assertThat(plan.digest()).matches("[0-9a-f]{64}").isEqualTo(PlanSeal.digest(created.plan()));
    assertThat(plan.id()).isEqualTo("p-" + plan.digest().substring(0, 8));
    assertThat(plan.toAdd()).singleElement().satisfies(m -> assertThat(m.votes()).isEqualTo(1));
    assertThat(ContractJson.STRICT.convertValue(created.plan(), Plan.class)).isEqualTo(plan);
  }

  @Test
  void theDigestForgetsTimesAndNothingElse() {
    // Given
    announce(SetBuilder.of(4));
    observed(SetBuilder.of(4), false);
    driver.runUntilIdle(EXPANSION, LONG);
    ObjectNode plan = (ObjectNode) only().data().get("plan");
    String digest = PlanSeal.digest(plan);

    // Then
    assertThat(PlanSeal.digest(plan.deepCopy().put("createdAt", "2027-01-01T00:00:00Z")))
        .isEqualTo(digest);
    ObjectNode foreign = plan.deepCopy();
    ((ObjectNode) foreign.at("/basis/configuration/settings")).put("electionTimeoutMillis", 1);
    assertThat(PlanSeal.digest(foreign)).isNotEqualTo(digest);
    ObjectNode other = plan.deepCopy();
    ((ObjectNode) other.at("/toAdd/0")).put("votes", 0);
    assertThat(PlanSeal.digest(other)).isNotEqualTo(digest);
  }

  @Test
  void hearingItTwicePlansOnce() {
    // Given
    announce(SetBuilder.of(4));

    // When
    observed(SetBuilder.of(4), false);
    driver.runUntilIdle(EXPANSION, LONG);
    observed(SetBuilder.of(4), false);
    driver.runUntilIdle(EXPANSION, LONG);

    // Then
    assertThat(driver.published().stream().map(EventEnvelope::id).distinct()).hasSize(1);
  }

  @Test
  void aSetThatCannotBeGrownSafelyIsRejectedByName() {
    // Given
    SetBuilder set = SetBuilder.of(7).with(s -> s.votes = 1).with(s -> s.committed = false);
    announce(set);

    // When
    observed(set, false);
    driver.runUntilIdle(EXPANSION, LONG);

    // Then
    PlanRejected rejected = ContractJson.read(only().data(), PlanRejected.class);
    assertThat(rejected.reasons())
        .extracting(Refusal::code)
        .containsExactly("CONFIGURATION_NOT_COMMITTED", "VOTER_LIMIT");
  }

  @Test
  void automaticApprovalNeedsTheDeploymentsConsent() {
    // Given
    SetBuilder set = SetBuilder.of(4).with(s -> s.approval = "automatic");
    announce(set);

    // When
    observed(set, true);
    driver.runUntilIdle(EXPANSION, LONG);

    // Then
    assertThat(only().data().path("approval").asText()).isEqualTo("automatic");
  }

  @Test
  void automaticApprovalIsRequiredApprovalWithoutThatConsent() {
    // Given
    SetBuilder set = SetBuilder.of(4).with(s -> s.approval = "automatic");
    announce(set);

    // When
    observed(set, false);
    driver.runUntilIdle(EXPANSION, LONG);

    // Then
    assertThat(only().data().path("approval").asText()).isEqualTo("required");
  }

  @Test
  void aMissingCatalogueIsWaitedForAndUsedWhenItComes() {
    // Given
    SetBuilder set = SetBuilder.of(4);
    observed(set, false);
    driver.runUntilIdle(EXPANSION, Duration.ofSeconds(10));
    assertThat(driver.published()).isEmpty();

    // When
    announce(set);
    driver.runUntilIdle(EXPANSION, LONG);

    // Then
    assertThat(only().type()).isEqualTo(EventType.PLAN_CREATED);
  }

  @Test
  void aCatalogueThatNeverComesIsARefusalAfterThirtyObservedSeconds() {
    // Given
    Instant begin = driver.clock().instant();
    observed(SetBuilder.of(4), false);

    // When
    driver.runUntilIdle(EXPANSION, LONG);

    // Then
    PlanRejected rejected = ContractJson.read(only().data(), PlanRejected.class);
    assertThat(rejected.reasons())
        .hasSize(2)
        .allMatch(r -> r.code().equals("CATALOGUE_UNAVAILABLE"));
    assertThat(Duration.between(begin, only().time()))
        .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(35));
  }

  @Test
  void anAbortBeforeThePlanEndsPlanning() {
    // Given
    StateObserved asked = stateObserved(SetBuilder.of(4), false);
    observed(SetBuilder.of(4), false);
    driver.runUntilIdle(EXPANSION, Duration.ofSeconds(5));

    // When
    driver.hear(
        EventType.EXPANSION_ABORTED,
        EXPANSION,
        DEPLOYMENT,
        new ExpansionAborted(
            EXPANSION, asked.deployment(), new Cause("plan", "CANCELLED", "cancelled", "-"), "me"));
    announce(SetBuilder.of(4));
    driver.runUntilIdle(EXPANSION, LONG);

    // Then
    assertThat(driver.published()).isEmpty();
  }

  @Test
  void aClosedExpansionIsNotPlannedAgain() {
    // Given
    announce(SetBuilder.of(4));
    driver.hear(
        EventType.EXPANSION_CLOSED,
        EXPANSION,
        DEPLOYMENT,
        new ExpansionClosed(EXPANSION, DEPLOYMENT, "REJECTED", null, null, null));

    // When
    observed(SetBuilder.of(4), false);
    driver.runUntilIdle(EXPANSION, LONG);

    // Then
    assertThat(driver.published()).isEmpty();
  }

  private EventEnvelope only() {
    assertThat(driver.published().stream().map(EventEnvelope::id).distinct()).hasSize(1);
    return driver.published().getFirst();
  }

  private void announce(SetBuilder set) {
    for (CatalogueAnnounced announced : PlannerEvents.catalogues(set)) {
      driver.hear(EventType.CATALOGUE_ANNOUNCED, EXPANSION, announced.service(), announced);
    }
  }

  private void observed(SetBuilder set, boolean automaticApproval) {
    driver.hear(
        EventType.STATE_OBSERVED, EXPANSION, DEPLOYMENT, stateObserved(set, automaticApproval));
  }
}
