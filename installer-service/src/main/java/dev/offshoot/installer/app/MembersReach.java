package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.MongodTls;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.InstallState;
import dev.offshoot.installer.domain.ReachDecision;
import dev.offshoot.installer.domain.ReachDecision.Answer;
import dev.offshoot.installer.domain.Reaching;
import dev.offshoot.stage.app.StageContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Has the agents that members have test whether they reach the new members, before anything is
 * changed on the set. A new member whose mongod runs is asked about the other new ones too.
 */
final class MembersReach {

  /** An agent asks for goals every 20 s; one that was not heard this long is taken for dead. */
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(100);

  private final MemberAgents agents;

  MembersReach(MemberAgents agents) {
    this.agents = agents;
  }

  /** How it stands. */
  sealed interface Look {
    /** Nothing is in the way. */
    record Clear() implements Look {}

    /** Something was asked, or is awaited. */
    record Asking(InstallState state, String reason) implements Look {}

    /** Their answers are in; nothing is in the way. */
    record Judged(InstallState state) implements Look {}

    /** A member does not reach a new one. */
    record Failed(InstallState state, Cause cause) implements Look {}
  }

  Look look(StageContext context, ResourceProvisioned provisioned, Plan plan, InstallState state) {
    Reaching reaching = state.reaching();
    if (reaching == null) {
      return ask(provisioned.expansionId(), context.now(), plan, state);
    }
    if (reaching.over()) {
      return new Look.Clear();
    }
    Reaching looked = reaching.looked(reaching.waited().looked(context.now(), InstallForward.POLL));
    return switch (ReachDecision.evaluate(looked, answers(provisioned.expansionId(), looked))) {
      case ReachDecision.Reached(List<String> from) ->
          new Look.Judged(state.with(looked.judged(from)));
      case ReachDecision.Wait(String reason) -> new Look.Asking(state.with(looked), reason);
      case ReachDecision.NotReached(Answer pair) ->
          new Look.Failed(state.with(looked), unreached(pair));
    };
  }

  private Look ask(String id, Instant now, Plan plan, InstallState state) {
    List<String> targets = state.hosts().stream().map(HostWork::address).toList();
    List<String> members = new ArrayList<>(Orders.configured(plan));
    members.removeAll(plan.basis().acceptedUnhealthy());
    members.addAll(targets);
    List<Reaching.Asked> asked = new ArrayList<>();
    for (MemberAgents.Beside each :
        agents.of(plan.replicaSetId(), members, now.minus(HEARD_WITHIN))) {
      List<String> others = targets.stream().filter(to -> !to.equals(each.address())).toList();
      if (!others.isEmpty()) {
        agents.ask(
            each.agent(),
            new ReachOrder(
                id, plan.setName(), others, provesByCertificate(plan, others.getFirst())));
        asked.add(new Reaching.Asked(each.agent(), each.address(), others));
      }
    }
    return asked.isEmpty()
        ? new Look.Clear()
        : new Look.Asking(
            state.with(Reaching.of(asked)), "asking the agents of members to reach it");
  }

  private static boolean provesByCertificate(Plan plan, String target) {
    MongodTls tls = Orders.tls(plan, target);
    return tls != null && tls.provesByCertificate();
  }

  private List<Answer> answers(String order, Reaching reaching) {
    List<Answer> answers = new ArrayList<>();
    for (Reaching.Asked asked : reaching.asked()) {
      ReachReport report = agents.said(asked.agent(), order).orElse(null);
      if (report != null) {
        report
            .findings()
            .forEach(
                found ->
                    answers.add(
                        new Answer(
                            asked.address(), found.address(), found.reached(), found.detail())));
      }
    }
    return answers;
  }

  private static Cause unreached(Answer pair) {
    return new Cause(
        "install",
        "HOST_UNREACHABLE",
        "from the host of the member %s the new member %s is not reached: %s"
            .formatted(pair.from(), pair.to(), pair.detail()),
        "open name resolution and TCP from the host of %s to %s; nothing was changed on the set"
            .formatted(pair.from(), pair.to()));
  }
}
