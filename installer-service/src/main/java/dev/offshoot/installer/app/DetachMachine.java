package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostDetached;
import dev.offshoot.contracts.HostWithdrawn;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.HostWork.Phase;
import dev.offshoot.installer.domain.InstallState;
import dev.offshoot.installer.domain.MachineClaim;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The agent of a machine that is out of the pool is told to leave it, and loses its identity once
 * it said that it does. Never gives up: a silent agent, or one that cannot, is a person's to look
 * at. The order's number is that of the machine's last claim, above all that came before.
 */
final class DetachMachine {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(90);
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration LATELY = Duration.ofMinutes(1);

  /** Of that claim there is one order only. */
  private static final long LEAVE = 1;

  private final Agents agents;

  DetachMachine(Agents agents) {
    this.agents = agents;
  }

  boolean isDue(StageContext context) {
    return context.journal().first(EventType.HOST_WITHDRAWN).isPresent();
  }

  Step step(StageContext context) {
    if (context.journal().hasSaid(EventType.HOST_DETACHED)) {
      return Step.idle();
    }
    HostWithdrawn asked =
        Heard.first(context.journal(), EventType.HOST_WITHDRAWN, HostWithdrawn.class).orElseThrow();
    InstallState state = context.state(InstallState.class, () -> first(asked));
    HostWork machine = state.hosts().getFirst();
    HostLook look =
        switch (machine.phase()) {
          case GONE -> new HostLook.Ready();
          case LEAVING -> awaitLeft(context, machine);
          default -> tell(asked, machine);
        };
    return switch (look) {
      case HostLook.Moved(HostWork moved) -> Step.done(state.with(moved));
      case HostLook.Awaited(HostWork same) ->
          Step.waiting(
              state.with(same), same.address() + ": " + same.detail(), InstallForward.POLL);
      case HostLook.Failed(HostWork same, Cause why) -> Step.held(state.with(same), why, LONGEST);
      case HostLook.Ready() -> Step.done(state, over(asked, machine));
    };
  }

  private static InstallState first(HostWithdrawn asked) {
    HostWork machine =
        HostWork.named(
            Objects.requireNonNullElse(asked.hostRequestId(), asked.hostId()),
            -1,
            asked.address(),
            new MachineClaim(asked.hostId(), asked.claim()));
    return new InstallState(List.of(machine), true);
  }

  private HostLook tell(HostWithdrawn asked, HostWork machine) {
    if (agents.find(machine.agent()).isEmpty()) {
      return new HostLook.Failed(machine, unknown(machine));
    }
    if (agents.revoke(machine.agent(), true)) {
      return new HostLook.Moved(machine.in(Phase.GONE, "its agent never enrolled"));
    }
    Goal leave = new Goal.LeaveMongod(asked.hostRequestId() == null ? null : asked.address());
    return switch (agents.issue(
        machine.agent(), machine.generation(LEAVE), new Agents.StoredGoal(leave, null))) {
      case ISSUED, ALREADY ->
          new HostLook.Moved(machine.in(Phase.LEAVING, "its agent is told to leave"));
      case NO_SUCH_HOST -> new HostLook.Moved(machine.in(Phase.GONE, revokedBefore(machine)));
      case TOO_LATE -> new HostLook.Failed(machine, overtaken(machine));
    };
  }

  private HostLook awaitLeft(StageContext context, HostWork machine) {
    Agents.Known agent = agents.find(machine.agent()).orElse(null);
    if (agent == null) {
      return new HostLook.Failed(machine, unknown(machine));
    }
    AgentReport answer = answer(agent, machine);
    if (answer != null && answer.status() == AgentStatus.LEFT) {
      agents.revoke(machine.agent(), false);
      return new HostLook.Moved(machine.in(Phase.GONE, answer.detail()));
    }
    if (agent.revoked()) {
      return new HostLook.Moved(machine.in(Phase.GONE, revokedBefore(machine)));
    }
    WaitBudget waited = machine.waited().looked(context.now(), LONGEST);
    String detail = answer == null ? machine.detail() : answer.detail();
    HostWork same = machine.seen(waited, WaitBudget.FRESH, detail);
    Cause cause = cause(context, agent, same, answer);
    return cause == null ? new HostLook.Awaited(same) : new HostLook.Failed(same, cause);
  }

  private static @Nullable AgentReport answer(Agents.Known agent, HostWork machine) {
    AgentReport report = agent.report();
    return report != null && report.generation() == machine.generation(LEAVE) ? report : null;
  }

  private static @Nullable Cause cause(
      StageContext context, Agents.Known agent, HostWork machine, @Nullable AgentReport answer) {
    AgentFailure failure = answer == null ? null : answer.failure();
    if (failure != null) {
      return new Cause("install", failure.code(), failure.detail(), failure.remedy());
    }
    if (!machine.waited().exceeds(ANSWERS_WITHIN)) {
      return null;
    }
    boolean heard =
        agent.heardAt() != null && !agent.heardAt().isBefore(context.now().minus(LATELY));
    return heard ? doesNotFollow(machine) : silent(machine);
  }

  private static Cause silent(HostWork machine) {
    return new Cause(
        "install",
        "AGENT_SILENT",
        "the agent of " + named(machine) + " does not answer; it is out of the pool already",
        "start the agent again on the machine: systemctl start offshoot-agent-"
            + machine.agent()
            + ", or setsid sh FOLDER/start where there is no unit");
  }

  private static Cause doesNotFollow(HostWork machine) {
    return new Cause(
        "install",
        "AGENT_DOES_NOT_FOLLOW",
        "the agent of "
            + named(machine)
            + " is heard, but does not follow the order to leave; it did nothing",
        "one of an older version does not know this order: let it leave by hand, as docs/pool.md"
            + " says; else read FOLDER/agent.log on the machine");
  }

  private static Cause unknown(HostWork machine) {
    return new Cause(
        "install",
        "AGENT_UNKNOWN",
        "installer-service has no record of " + named(machine) + ", so its agent was not told",
        "bring the store of installer-service back; it goes on by itself");
  }

  private static Cause overtaken(HostWork machine) {
    return new Cause(
        "install",
        "ORDER_OVERTAKEN",
        "the agent of " + named(machine) + " has an order that is newer than this one to leave",
        "see what the machine is asked to do: offshoot host list");
  }

  private static String revokedBefore(HostWork machine) {
    return "the identity of the agent of "
        + named(machine)
        + " had been revoked before, so it was told nothing: what is left of it in its folder is to"
        + " be deleted by hand (docs/pool.md)";
  }

  private static String named(HostWork machine) {
    return "machine " + machine.agent() + " (" + machine.address() + ")";
  }

  private static Fact over(HostWithdrawn asked, HostWork machine) {
    return new Fact(
        EventType.HOST_DETACHED,
        new HostDetached(
            asked.expansionId(),
            asked.hostId(),
            asked.hostRequestId(),
            asked.address(),
            machine.detail()));
  }
}
