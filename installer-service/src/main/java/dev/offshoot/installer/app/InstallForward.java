package dev.offshoot.installer.app;

import dev.offshoot.contracts.BinariesInstalled;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.InstalledMember;
import dev.offshoot.contracts.MemberProgress;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.InstallState;
import dev.offshoot.installer.domain.Reaching;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes every host to a mongod that waits to be added. A look at each host in turn; the first that
 * has something to do gets its one effect. All effects are goals and expectations with fixed
 * numbers in the store, so an effect whose outcome is unknown is simply given again, and the way
 * back needs no intent to find it.
 */
final class InstallForward {

  static final Duration POLL = Duration.ofSeconds(1);

  private static final Duration WATCH = Duration.ofSeconds(5);

  private final HostForward hosts;
  private final Agents agents;
  private final Secrets secrets;
  private final Progress progress;
  private final MembersReach reach;

  InstallForward(
      HostForward hosts, MembersReach reach, Agents agents, Secrets secrets, Progress progress) {
    this.hosts = hosts;
    this.reach = reach;
    this.agents = agents;
    this.secrets = secrets;
    this.progress = progress;
  }

  Step step(StageContext context) {
    ResourceProvisioned provisioned = Heard.provisioned(context.journal()).orElse(null);
    if (provisioned == null) {
      return Step.idle();
    }
    if (context.journal().hasSaid(EventType.BINARIES_INSTALLED)) {
      return watch(Heard.state(context, provisioned));
    }
    Plan plan = Heard.plan(provisioned);
    InstallState state = Heard.state(context, provisioned);
    String keyfile = provisioned.deployment().keyfile();
    if (plan.mongod().keyfile() && (keyfile == null || secrets.find(keyfile).isEmpty())) {
      return Step.failed(state, keyfileMissing(provisioned.deployment().name(), keyfile));
    }
    return lookAtAll(context, provisioned, plan, state);
  }

  /** Until the member lasts, the end of its mongod ends the expansion. */
  private Step watch(InstallState state) {
    if (state.settled()) {
      return Step.idle();
    }
    for (HostWork host : state.hosts()) {
      if (hosts.watch(host) instanceof HostLook.Failed(HostWork last, Cause cause)) {
        return Step.failed(state.with(last), cause);
      }
    }
    return Step.waiting(state, "waiting for the synchronization to end", WATCH);
  }

  private Step lookAtAll(
      StageContext context, ResourceProvisioned provisioned, Plan plan, InstallState before) {
    InstallState state = before;
    List<String> awaited = new ArrayList<>();
    for (HostWork host : before.hosts()) {
      switch (hosts.look(new HostForward.Order(provisioned, plan, host, context.now()))) {
        case HostLook.Moved(HostWork moved) -> {
          tell(context, provisioned, state.with(moved), moved.address() + ": " + moved.detail());
          return Step.done(state.with(moved));
        }
        case HostLook.Awaited(HostWork same) -> {
          state = state.with(same);
          awaited.add(same.address() + ": " + same.detail());
        }
        case HostLook.Failed(HostWork last, Cause cause) -> {
          return Step.failed(state.with(last), cause);
        }
        case HostLook.Ready _ -> {}
      }
    }
    if (awaited.isEmpty()) {
      return reached(context, provisioned, plan, state);
    }
    String reason = String.join("; ", awaited);
    tell(context, provisioned, state, reason);
    return Step.waiting(state, reason, POLL);
  }

  /** Every mongod runs: nothing is said before the members' side was tested too. */
  private Step reached(
      StageContext context, ResourceProvisioned provisioned, Plan plan, InstallState before) {
    return switch (reach.look(context, provisioned, plan, before)) {
      case MembersReach.Look.Clear() ->
          Step.done(
              before, new Fact(EventType.BINARIES_INSTALLED, installed(provisioned, plan, before)));
      case MembersReach.Look.Judged(InstallState state) -> Step.done(state);
      case MembersReach.Look.Failed(InstallState state, Cause cause) -> Step.failed(state, cause);
      case MembersReach.Look.Asking(InstallState state, String reason) -> {
        tell(context, provisioned, state, reason);
        yield Step.waiting(state, reason, POLL);
      }
    };
  }

  private BinariesInstalled installed(
      ResourceProvisioned provisioned, Plan plan, InstallState state) {
    List<InstalledMember> members = new ArrayList<>();
    for (HostWork host : state.hosts()) {
      Agents.Known known = agents.find(host.agent()).orElseThrow();
      var report = known.report();
      var mongod = report == null ? null : report.mongod();
      if (report == null || mongod == null) {
        throw new IllegalStateException(
            "host " + host.hostRequestId() + " lost its mongod's report");
      }
      members.add(
          new InstalledMember(
              host.memberId(),
              host.hostRequestId(),
              host.address(),
              mongod.version(),
              mongod.dataPath(),
              ContractJson.tree(report.profile()),
              Profiles.note(plan, host, known, reachNote(state, host))));
    }
    return new BinariesInstalled(
        provisioned.expansionId(),
        provisioned.deployment(),
        provisioned.request(),
        provisioned.plan(),
        members);
  }

  private static Optional<String> reachNote(InstallState state, HostWork host) {
    Reaching reaching = state.reaching();
    return reaching == null ? Optional.empty() : reaching.note(host.address());
  }

  private void tell(
      StageContext context, ResourceProvisioned provisioned, InstallState state, String detail) {
    progress.tell(
        new SyncProgressed(
            provisioned.expansionId(),
            provisioned.deployment().name(),
            "install",
            detail,
            state.hosts().stream()
                .map(
                    host ->
                        new MemberProgress(host.memberId(), host.address(), host.phase().name()))
                .toList(),
            null,
            context.now()));
  }

  private static Cause keyfileMissing(String deployment, @Nullable String secret) {
    return new Cause(
        "install",
        "KEYFILE_MISSING",
        "deployment "
            + deployment
            + (secret == null
                ? " names no keyfile secret"
                : ": there is no secret named " + secret),
        "store the set's keyfile with: offshoot secret set NAME --file KEYFILE, and name it with --keyfile");
  }
}
