package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.installer.domain.Generations;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.HostWork.Phase;
import dev.offshoot.installer.domain.InstallState;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way back, once the configuration names the member no more: every agent that ever enrolled is
 * told to remove what it made, and loses its identity when it has. Hosts that never enrolled lose
 * the chance to. It never gives up: what an agent refuses, or an agent that is silent, is a
 * person's to look at, and is asked again.
 */
final class InstallBack {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(90);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Agents agents;

  InstallBack(Agents agents) {
    this.agents = agents;
  }

  Step step(StageContext context) {
    if (context.journal().hasSaid(EventType.BINARIES_REMOVED)) {
      return Step.idle();
    }
    Recall recall = Recall.of(context, agents).or(() -> Recall.ofRemoval(context)).orElse(null);
    return recall == null ? Step.idle() : takeBack(context, recall);
  }

  private Step takeBack(StageContext context, Recall recall) {
    InstallState state = recall.state();
    List<String> awaited = new ArrayList<>();
    Cause cause = null;
    for (HostWork host : state.hosts()) {
      switch (look(context, recall, host)) {
        case HostLook.Moved(HostWork moved) -> {
          return Step.done(state.with(moved));
        }
        case HostLook.Awaited(HostWork same) -> {
          state = state.with(same);
          awaited.add(same.address() + ": " + same.detail());
        }
        case HostLook.Failed(HostWork same, Cause why) -> {
          state = state.with(same);
          cause = cause == null ? why : cause;
        }
        case HostLook.Ready _ -> {}
      }
    }
    if (cause != null) {
      return Step.held(state, cause, LONGEST);
    }
    if (!awaited.isEmpty()) {
      return Step.waiting(state, String.join("; ", awaited), InstallForward.POLL);
    }
    return Step.done(state, over(context.journal().expansionId(), recall, recall.cleaned(state)));
  }

  private HostLook look(StageContext context, Recall recall, HostWork host) {
    return switch (host.phase()) {
      case NAMED, EXPECTED, ORDERED, INSTALLED -> recall(recall, host);
      case LEAVING -> awaitRemoved(context, host);
      case GONE -> new HostLook.Ready();
    };
  }

  /**
   * An agent may enrol between the look and the revocation; the store then refuses to revoke, and
   * it is told to remove. A host that was never expected is expected first, so that there is a
   * record that says it is revoked.
   */
  private HostLook recall(Recall recall, HostWork host) {
    recall.expect(host);
    if (agents.revoke(host.hostRequestId(), true)) {
      return new HostLook.Moved(host.in(Phase.GONE, "its agent never enrolled"));
    }
    Agents.Issued issued =
        agents.issue(host.hostRequestId(), Generations.REMOVE, recall.order(host));
    return switch (issued) {
      case ISSUED, ALREADY -> new HostLook.Moved(host.in(Phase.LEAVING, "removing mongod"));
      case NO_SUCH_HOST, TOO_LATE ->
          new HostLook.Moved(host.in(Phase.GONE, "its identity is revoked"));
    };
  }

  private HostLook awaitRemoved(StageContext context, HostWork host) {
    AgentReport report = agents.find(host.hostRequestId()).map(Agents.Known::report).orElse(null);
    AgentReport answer =
        report != null && report.generation() == Generations.REMOVE ? report : null;
    if (answer != null && answer.status() == AgentStatus.REMOVED) {
      agents.revoke(host.hostRequestId(), false);
      return new HostLook.Moved(host.in(Phase.GONE, answer.detail()));
    }
    WaitBudget waited = host.waited().looked(context.now(), LONGEST);
    String detail = answer == null ? host.detail() : answer.detail();
    HostWork same = host.seen(waited, WaitBudget.FRESH, detail);
    Cause cause = cause(same, answer);
    return cause == null ? new HostLook.Awaited(same) : new HostLook.Failed(same, cause);
  }

  private static @Nullable Cause cause(HostWork host, @Nullable AgentReport answer) {
    AgentFailure failure = answer == null ? null : answer.failure();
    if (failure != null) {
      return new Cause("install", failure.code(), failure.detail(), failure.remedy());
    }
    return host.waited().exceeds(ANSWERS_WITHIN)
        ? new Cause(
            "install",
            "AGENT_SILENT",
            "the agent of host "
                + host.hostRequestId()
                + " ("
                + host.address()
                + ") does not answer; its mongod may still run",
            "start the agent on the host again, or follow the runbook to stop mongod by hand")
        : null;
  }

  private static Fact over(String expansionId, Recall recall, List<String> hosts) {
    return new Fact(
        EventType.BINARIES_REMOVED, new BinariesRemoved(expansionId, recall.deployment(), hosts));
  }
}
