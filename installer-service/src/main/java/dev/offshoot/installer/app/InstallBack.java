package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way back, once the configuration names the member no more: every agent that ever enrolled is
 * told to remove what it made, and loses its identity when it has. Hosts that never enrolled lose
 * the chance to. It never gives up: what an agent refuses, or an agent that is silent, is a
 * person's to look at, and is asked again. A removal that a person asked for is taken back when the
 * agent refuses it, so that it does not lie in wait.
 */
final class InstallBack {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(90);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final String STILL_A_MEMBER = "STILL_A_MEMBER";

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
      case NAMED, EXPECTED, ORDERED, INSTALLED ->
          lost(context, host).orElseGet(() -> recall(recall, host));
      case LEAVING -> lost(context, host).orElseGet(() -> awaitRemoved(context, recall, host));
      case STAYING -> awaitStays(context, recall, host);
      case GONE -> new HostLook.Ready();
    };
  }

  /** Nothing runs on a host that has ended for good, so nobody there has to be asked. */
  private Optional<HostLook> lost(StageContext context, HostWork host) {
    return Heard.lost(context.journal(), host.hostRequestId())
        .map(
            end -> {
              agents.revoke(host.agent(), false);
              return new HostLook.Moved(host.in(Phase.GONE, end));
            });
  }

  /**
   * An agent may enrol between the look and the revocation; the store then refuses to revoke, and
   * it is told to remove. A host that was never expected is expected first, so that there is a
   * record that says it is revoked; one without a record is not known to be clean.
   */
  private HostLook recall(Recall recall, HostWork host) {
    recall.expect(host);
    if (agents.find(host.agent()).isEmpty()) {
      return new HostLook.Failed(host, unknown(host));
    }
    if (host.claim() == null && agents.revoke(host.agent(), true)) {
      return new HostLook.Moved(host.in(Phase.GONE, "its agent never enrolled"));
    }
    Agents.Issued issued =
        agents.issue(host.agent(), host.generation(recall.generation()), recall.order(host));
    return switch (issued) {
      case ISSUED, ALREADY -> new HostLook.Moved(host.in(Phase.LEAVING, "removing mongod"));
      case NO_SUCH_HOST -> new HostLook.Moved(host.in(Phase.GONE, "its identity is revoked"));
      case TOO_LATE -> new HostLook.Failed(host, overtaken(host));
    };
  }

  private HostLook awaitRemoved(StageContext context, Recall recall, HostWork host) {
    AgentReport answer = answer(host, recall.generation());
    if (answer != null && answer.status() == AgentStatus.REMOVED) {
      return gone(host, answer);
    }
    AgentFailure failure = answer == null ? null : answer.failure();
    if (failure != null
        && failure.code().equals(STILL_A_MEMBER)
        && recall.takenBack().isPresent()) {
      return new HostLook.Moved(host.in(Phase.STAYING, failure.detail()));
    }
    return asked(context, host, answer);
  }

  /**
   * The agent refused; only once it has let go of the order is that the end of the removal. That it
   * refused is stored before the order is taken back: its next report hides the refusal.
   */
  private HostLook awaitStays(StageContext context, Recall recall, HostWork host) {
    long back = recall.takenBack().orElseThrow();
    AgentReport answer = answer(host, back);
    if (answer == null) {
      var unused =
          agents.issue(
              host.agent(),
              host.generation(back),
              new Agents.StoredGoal(new Goal.SettleMongod(), null));
      return asked(context, host, null);
    }
    return answer.status() == AgentStatus.REMOVED
        ? gone(host, answer)
        : new HostLook.Failed(host, stays(host));
  }

  /** The report about this goal; one that mongod is gone is about every goal of this host. */
  private @Nullable AgentReport answer(HostWork host, long generation) {
    return agents
        .find(host.agent())
        .map(Agents.Known::report)
        .filter(report -> host.isOwn(report.generation()))
        .filter(
            report ->
                report.status() == AgentStatus.REMOVED
                    || report.generation() == host.generation(generation))
        .orElse(null);
  }

  private HostLook gone(HostWork host, AgentReport answer) {
    // A machine keeps its agent, which waits for the next goal.
    if (host.claim() == null) {
      agents.revoke(host.agent(), false);
    }
    return new HostLook.Moved(host.in(Phase.GONE, answer.detail()));
  }

  private static HostLook asked(StageContext context, HostWork host, @Nullable AgentReport answer) {
    WaitBudget waited = host.waited().looked(context.now(), LONGEST);
    String detail = answer == null ? host.detail() : answer.detail();
    HostWork same = host.seen(waited, WaitBudget.FRESH, detail);
    Cause cause = cause(same, answer);
    return cause == null ? new HostLook.Awaited(same) : new HostLook.Failed(same, cause);
  }

  private static Cause stays(HostWork host) {
    return new Cause(
        "install",
        STILL_A_MEMBER,
        host.detail(),
        "take "
            + host.address()
            + " out of the set, then ask again: offshoot host remove "
            + host.hostRequestId());
  }

  /** Nobody here can tell what runs there, so nothing is said to be clean. */
  private static Cause overtaken(HostWork host) {
    return new Cause(
        "install",
        "ORDER_OVERTAKEN",
        "host "
            + host.hostRequestId()
            + " ("
            + host.address()
            + ") has an order that is newer than this removal; its mongod may still run",
        "see what the host is asked to do (`offshoot host list`), then give it back again");
  }

  private static Cause unknown(HostWork host) {
    return new Cause(
        "install",
        "AGENT_UNKNOWN",
        "installer-service has no record of host "
            + host.hostRequestId()
            + " ("
            + host.address()
            + "); its mongod may still run",
        "bring the store of installer-service back; it goes on by itself");
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
            "start the agent again on its host: OFFSHOOT_HOST_DIR=FOLDER sh FOLDER/user-data, where"
                + " FOLDER is the host's providerReference in: offshoot host list --json; an EC2"
                + " instance that is dead for good: terminate it")
        : null;
  }

  private static Fact over(String expansionId, Recall recall, List<String> hosts) {
    return new Fact(
        EventType.BINARIES_REMOVED, new BinariesRemoved(expansionId, recall.deployment(), hosts));
  }
}
