package dev.offshoot.cli.command;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlannedHost;
import dev.offshoot.contracts.RequestedHost;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a plan made before: observes and plans again, and starts only what means the same. */
@Command(
    name = "apply",
    description = "Start a plan made before; refused when the set has moved since.")
final class ApplyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "PLAN", description = "Id of the plan, as plan printed it.")
  String planId = "";

  @Option(names = "--wait", description = "Show the progress, end with the outcome's exit code.")
  boolean wait;

  ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Expansions expansions = new Expansions(session);
    ExpansionView planned = find(expansions);
    Plan before = Expansions.planOf(planned);
    if (before.expiresAt().isBefore(Instant.now())) {
      throw new CommandFailed(
          "PLAN_EXPIRED  plan " + planId + " expired at " + before.expiresAt(),
          "Make a new one: " + session.shown("plan " + planned.deployment()),
          ExitCode.REFUSED);
    }
    ExpansionView again = expansions.requested(request(planned, before));
    if (!again.status().equals("AWAITING_APPROVAL")) {
      return expansions.conclude(again);
    }
    Plan now = Expansions.planOf(again);
    List<String> moved = PlanMeaning.differences(before, now);
    if (!moved.isEmpty()) {
      expansions.api().cancel(again.id());
      throw new CommandFailed(
          "PLAN_OUTDATED  " + String.join("; ", moved) + "; nothing was started",
          "Look at a new plan: " + session.shown("plan " + planned.deployment()),
          ExitCode.REFUSED);
    }
    return expansions.start(again, now, wait);
  }

  private ExpansionView find(Expansions expansions) {
    return expansions.api().expansions().stream()
        .filter(each -> each.status().equals("PLANNED"))
        .map(each -> each.plan().isPresent() ? each : expansions.api().expansion(each.id()))
        .filter(each -> each.plan().filter(plan -> plan.id().equals(planId)).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailed(
                    "there is no plan " + planId,
                    "Make one: " + session.shown("plan NAME"),
                    ExitCode.WRONG_USAGE));
  }

  /**
   * As it was asked, for the shape or the machines the plan chose: what members use now must not
   * choose again.
   */
  private static ExpansionRequest request(ExpansionView planned, Plan plan) {
    ExpansionRequest before =
        ContractJson.read(planned.json().path("requested"), ExpansionRequest.class);
    return new ExpansionRequest(
        before.deployment(),
        before.add(),
        "required",
        host(before.host(), plan),
        before.member(),
        before.seeding(),
        before.accept());
  }

  private static @Nullable RequestedHost host(@Nullable RequestedHost asked, Plan plan) {
    if (plan.toAdd().isEmpty()) {
      return asked;
    }
    PlannedHost host = plan.toAdd().getFirst().host();
    boolean pool = host.provider().equals("pool");
    String shape = pool ? null : host.shape();
    List<String> machines =
        pool ? plan.toAdd().stream().map(member -> member.host().shape()).toList() : null;
    return asked == null
        ? new RequestedHost(host.provider(), shape, null, null, null, machines)
        : new RequestedHost(
            host.provider(), shape, asked.site(), asked.address(), asked.install(), machines);
  }
}
