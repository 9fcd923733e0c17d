package dev.offshoot.cli.command;

import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.follow.ExpansionFollower;
import dev.offshoot.cli.follow.Outcome;
import dev.offshoot.contracts.Plan;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follow expansions and decide about them. */
@Command(name = "expansion", description = "Follow expansions and decide about them.")
final class ExpansionCommand implements Callable<Integer> {
  private final Session session;

  @Spec @Nullable CommandSpec spec;

  ExpansionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.show(spec);
    return ExitCode.WRONG_USAGE;
  }

  @Command(name = "list", description = "All expansions.")
  int list() {
    List<ExpansionView> all = session.state().expansions();
    if (session.isJson()) {
      session.json(all.stream().map(ExpansionView::json).toList());
    } else {
      session.screen().say(ExpansionTable.lines(all, session.paint()));
    }
    return ExitCode.DONE;
  }

  @Command(name = "show", description = "One expansion: plan, steps, proof.")
  int show(@Parameters(paramLabel = "ID") String id) {
    ExpansionView expansion = session.state().expansion(id);
    if (session.isJson()) {
      session.json(expansion.json());
      return ExitCode.DONE;
    }
    expansion.plan().ifPresent(new Expansions(session)::showPlan);
    session.screen().say(ExpansionText.lines(expansion, session.paint()));
    session.screen().say(Outcome.lines(expansion, session.paint()));
    return ExitCode.DONE;
  }

  @Command(
      name = "watch",
      description = "Tell the story until it is over, and end with the outcome's exit code.")
  int watch(@Parameters(paramLabel = "ID") String id) {
    Expansions expansions = new Expansions(session);
    return expansions.conclude(
        new ExpansionFollower(expansions.api(), session.screen(), !session.isJson())
            .untilDecision(id));
  }

  @Command(name = "approve", description = "Say yes to the plan as it stands.")
  int approve(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--digest", description = "Only to the plan with this digest.")
          @Nullable String digest,
      @Option(names = "--wait", description = "Show the progress.") boolean wait) {
    Expansions expansions = new Expansions(session);
    ExpansionView expansion = expansions.api().expansion(id);
    Plan plan = Expansions.planOf(expansion);
    expansions.api().approve(id, digest == null ? plan.digest() : digest);
    if (wait) {
      return expansions.follow(id);
    }
    done(id, "approved expansion " + id);
    return ExitCode.DONE;
  }

  @Command(name = "cancel", description = "Take everything back.")
  int cancel(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--wait", description = "Wait until it is taken back.") boolean wait) {
    Expansions expansions = new Expansions(session);
    expansions.api().cancel(id);
    if (wait) {
      ExpansionView ended =
          new ExpansionFollower(expansions.api(), session.screen(), !session.isJson())
              .untilOver(id);
      int code = expansions.conclude(ended);
      return ended.status().equals("ROLLED_BACK") ? ExitCode.DONE : code;
    }
    done(id, "cancellation of expansion " + id + " is under way");
    return ExitCode.DONE;
  }

  @Command(
      name = "runbook",
      description = "Commands to finish or undo by hand from where it stands.")
  int runbook(@Parameters(paramLabel = "ID") String id) {
    ExpansionView expansion = session.state().expansion(id);
    Plan plan = Expansions.planOf(expansion);
    List<String> lines =
        Runbook.lines(
            expansion, plan, Runbook.LocalHost.of(expansion, plan, session.state().hosts()));
    if (session.isJson()) {
      session.json(lines);
    } else {
      session.screen().say(lines);
    }
    return ExitCode.DONE;
  }

  private void done(String id, String sentence) {
    if (session.isJson()) {
      session.json(session.state().expansion(id).json());
    } else {
      session.screen().say(sentence);
      session.screen().say("  follow it: " + session.shown("expansion watch " + id));
    }
  }
}
