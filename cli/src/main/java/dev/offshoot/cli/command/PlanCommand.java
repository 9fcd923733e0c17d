package dev.offshoot.cli.command;

import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.contracts.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Observes and plans; touches nothing. */
@Command(name = "plan", description = "Observe a replica set, plan, print. Nothing is touched.")
final class PlanCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "NAME", description = "The deployment.")
  String name = "";

  @Mixin RequestOptions wishes = new RequestOptions();

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Expansions expansions = new Expansions(session);
    ExpansionView expansion = expansions.requested(wishes.request(name, "plan-only"));
    if (expansion.status().equals("PLANNED") && !session.isJson()) {
      Plan plan = Expansions.planOf(expansion);
      expansions.showPlan(plan);
      session
          .screen()
          .say(
              "NEXT      "
                  + session.shown("apply " + plan.id())
                  + "      nothing has been touched");
    }
    return expansions.conclude(expansion);
  }
}
