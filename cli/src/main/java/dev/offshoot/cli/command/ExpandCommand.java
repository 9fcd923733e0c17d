package dev.offshoot.cli.command;

import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.contracts.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans, shows, asks, starts. */
@Command(name = "expand", description = "Grow a replica set: plan, show, ask, start.")
final class ExpandCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "NAME", description = "The deployment.")
  String name = "";

  @Mixin RequestOptions wishes = new RequestOptions();

  @Option(names = "--yes", description = "Approve the plan without asking.")
  boolean yes;

  @Option(names = "--wait", description = "Show the progress, end with the outcome's exit code.")
  boolean wait;

  ExpandCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Expansions expansions = new Expansions(session);
    ExpansionView expansion = expansions.requested(wishes.request(name, "required"));
    if (!expansion.status().equals("AWAITING_APPROVAL")) {
      return expansions.conclude(expansion);
    }
    Plan plan = Expansions.planOf(expansion);
    if (!session.isJson()) {
      expansions.showPlan(plan);
    }
    if (yes) {
      return expansions.start(expansion, plan, wait);
    }
    if (session.isJson() || !session.screen().isTerminal()) {
      return leaveToPerson(expansions, expansion);
    }
    if (session.screen().confirms("Start?")) {
      return expansions.start(expansion, plan, wait);
    }
    expansions.api().cancel(expansion.id());
    session.screen().say("not started; nothing has been touched");
    return ExitCode.FAILED;
  }

  private int leaveToPerson(Expansions expansions, ExpansionView expansion) {
    if (session.isJson()) {
      return expansions.conclude(expansion);
    }
    session.screen().say("waits for a person; nothing has been touched");
    session.screen().say("  say yes: " + session.shown("expansion approve " + expansion.id()));
    session.screen().say("  say no:  " + session.shown("expansion cancel " + expansion.id()));
    return ExitCode.WAITS_FOR_PERSON;
  }
}
