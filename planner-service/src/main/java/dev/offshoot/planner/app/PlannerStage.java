package dev.offshoot.planner.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.PlanRejected;
import dev.offshoot.contracts.PlanWarning;
import dev.offshoot.contracts.Refusal;
import dev.offshoot.contracts.StateObserved;
import dev.offshoot.planner.domain.ExpansionPlanner;
import dev.offshoot.planner.domain.PlanningResult;
import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.util.Optional;

/**
 * Plans once per expansion: {@code StateObserved} becomes {@code PlanCreated} or {@code
 * PlanRejected}. Has no effects, so there is nothing to undo.
 */
public final class PlannerStage implements Stage {

  /** Source of the events. */
  public static final String NAME = "planner-service";

  /** Observed time a missing catalogue is waited for before it is a refusal. */
  static final Duration CATALOGUE_WAIT = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Catalogues catalogues;

  /** Plans with these catalogues. */
  public PlannerStage(Catalogues catalogues) {
    this.catalogues = catalogues;
  }

  /**
   * What the stage remembers.
   *
   * @param waited time a catalogue was waited for
   */
  public record State(WaitBudget waited) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step step(StageContext context) {
    Journal journal = context.journal();
    Optional<JsonNode> observed =
        journal
            .first(EventType.STATE_OBSERVED)
            .map(event -> ContractJson.read(event.json(), JsonNode.class));
    return journal.direction() != Direction.FORWARD || observed.isEmpty() || decided(journal)
        ? Step.idle()
        : plan(context, observed.get());
  }

  private static boolean decided(Journal journal) {
    return journal.hasSaid(EventType.PLAN_CREATED) || journal.hasSaid(EventType.PLAN_REJECTED);
  }

  private Step plan(StageContext context, JsonNode observed) {
    StateObserved asked = ContractJson.read(observed, StateObserved.class);
    PlanningResult result =
        ExpansionPlanner.plan(PlanningReader.read(observed, catalogues.latest(), context.now()));
    State state = context.state(State.class, () -> new State(WaitBudget.FRESH));
    return switch (result) {
      case PlanningResult.Planned(ExpansionPlan plan) ->
          Step.done(state, new Fact(EventType.PLAN_CREATED, created(asked, observed, plan)));
      case PlanningResult.Refused refused when onlyCatalogueMissing(refused) ->
          wait(context, state, asked, refused);
      case PlanningResult.Refused refused -> reject(state, asked, refused);
    };
  }

  /** Services announce at their start; right after it the planner may simply be early. */
  private static boolean onlyCatalogueMissing(PlanningResult.Refused refused) {
    return refused.refusals().stream()
        .allMatch(r -> r.code().equals(RefusalCode.CATALOGUE_UNAVAILABLE.name()));
  }

  private static Step wait(
      StageContext context, State state, StateObserved asked, PlanningResult.Refused refused) {
    State waited = new State(state.waited().looked(context.now(), POLL));
    return waited.waited().exceeds(CATALOGUE_WAIT)
        ? reject(waited, asked, refused)
        : Step.waiting(waited, refused.refusals().getFirst().detail(), POLL);
  }

  private static PlanCreated created(StateObserved asked, JsonNode observed, ExpansionPlan plan) {
    JsonNode configuration = observed.path("observation").path("configuration");
    return new PlanCreated(
        asked.expansionId(),
        asked.deployment(),
        asked.request(),
        approval(asked),
        PlanSeal.seal(plan, configuration));
  }

  /** Automatic approval only where the deployment allows it. */
  private static String approval(StateObserved asked) {
    String approval = asked.request().approval();
    boolean automatic = "automatic".equals(approval);
    return approval == null || (automatic && !asked.deployment().automaticApproval())
        ? "required"
        : approval;
  }

  private static Step reject(State state, StateObserved asked, PlanningResult.Refused refused) {
    PlanRejected rejected =
        new PlanRejected(
            asked.expansionId(),
            asked.deployment(),
            asked.request(),
            refused.refusals().stream()
                .map(r -> new Refusal(r.code(), r.detail(), r.remedy(), r.acceptable()))
                .toList(),
            refused.warnings().stream().map(w -> new PlanWarning(w.code(), w.detail())).toList());
    return Step.done(state, new Fact(EventType.PLAN_REJECTED, rejected));
  }
}
