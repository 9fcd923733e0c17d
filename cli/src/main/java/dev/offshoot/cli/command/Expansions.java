package dev.offshoot.cli.command;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.StateApi;
import dev.offshoot.cli.follow.ExpansionFollower;
import dev.offshoot.cli.follow.Outcome;
import dev.offshoot.cli.render.PlanText;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.Plan;
import java.util.UUID;

/** What the commands about expansions have in common. */
final class Expansions {
  private final Session session;
  private final StateApi api;

  Expansions(Session session) {
    this.session = session;
    this.api = session.state();
  }

  StateApi api() {
    return api;
  }

  /** Asks, and waits until there is a plan or a refusal. */
  ExpansionView requested(ExpansionRequest request) {
    String id = api.request(request, UUID.randomUUID().toString());
    session.screen().live("observing and planning ...");
    return new ExpansionFollower(api, session.screen(), false).untilDecision(id);
  }

  void showPlan(Plan plan) {
    session.screen().say(PlanText.lines(plan, session.paint()));
  }

  /** Prints how an expansion stands, and answers the exit code. */
  int conclude(ExpansionView expansion) {
    if (session.isJson()) {
      session.json(expansion.json());
    } else {
      session.screen().say(Outcome.lines(expansion, session.paint()));
    }
    return Outcome.exitCode(expansion);
  }

  /** Approves, and follows if asked to. */
  int start(ExpansionView expansion, Plan plan, boolean wait) {
    api.approve(expansion.id(), plan.digest());
    if (wait) {
      return follow(expansion.id());
    }
    if (session.isJson()) {
      session.json(api.expansion(expansion.id()).json());
    } else {
      session.screen().say("started expansion " + expansion.id());
      session.screen().say("  follow it: " + session.shown("expansion watch " + expansion.id()));
    }
    return ExitCode.DONE;
  }

  /** Tells the story until it is over or needs attention; Ctrl-C leaves the expansion running. */
  int follow(String id) {
    Thread farewell =
        new Thread(
            () ->
                session
                    .screen()
                    .complain(
                        "expansion "
                            + id
                            + " goes on; follow it: "
                            + session.shown("expansion watch " + id)
                            + "; take it back: "
                            + session.shown("expansion cancel " + id)),
            "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return conclude(
          new ExpansionFollower(api, session.screen(), !session.isJson()).untilOver(id));
    } finally {
      forget(farewell);
    }
  }

  /** The plan of an expansion, or a failure that says there is none. */
  static Plan planOf(ExpansionView expansion) {
    return expansion
        .plan()
        .orElseThrow(
            () ->
                new CommandFailed(
                    "expansion %s (%s) has no plan".formatted(expansion.id(), expansion.status()),
                    ""));
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      // Ctrl-C came first; the hook has its say.
      return;
    }
  }
}
