package dev.offshoot.stage.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ResourceReleased;
import dev.offshoot.stage.StageDriver.SettableClock;
import java.util.List;
import java.util.function.Function;

/** A stage whose step the test writes, and the one expansion it is asked about. */
record OneStage(Function<StageContext, Step> decides) implements Stage {

  static final String ID = "0191d5c2-7f3a-7000-8000-000000000001";
  private static final DeploymentReference DEPLOYMENT =
      new DeploymentReference(
          "orders", "mongodb://127.0.0.1/", null, null, null, null, false, null, null, null);

  @Override
  public String name() {
    return "test-service";
  }

  @Override
  public Step step(StageContext context) {
    return decides.apply(context);
  }

  static Fact released() {
    return new Fact(EventType.RESOURCE_RELEASED, new ResourceReleased(ID, DEPLOYMENT, List.of()));
  }

  /** Hears that there is a plan. */
  static void planned(JournalStore store, SettableClock clock) {
    var data = ContractJson.LENIENT.createObjectNode();
    data.set("deployment", ContractJson.tree(DEPLOYMENT));
    new AcceptEvent(new OneStage(context -> Step.idle()), store, event -> {}, clock)
        .accept(
            new EventEnvelope(
                "e1", EventType.PLAN_CREATED, "/test", "orders", clock.instant(), ID, null, data));
  }
}
