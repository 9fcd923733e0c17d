package dev.offshoot.monitor.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.BinariesInstalled;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.change.UndoDecision;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.util.Optional;

/**
 * The stage that adds, watches, proves, promotes and takes back.
 *
 * <pre>
 *   ADD → GREEN → SYNCHRONIZE → CALM → VERIFY → VOTE → PROMOTE → OVER
 *    └──────┴─────────┴──────────┴───────┴───────┴── abort, failure ──→ BACK
 * </pre>
 *
 * From the first intent of PROMOTE on there is no way back; SyncCompleted is told then.
 */
public final class MonitorStage implements Stage {

  private final MonitorPorts ports;
  private final AddMembers add;
  private final AwaitGreen green;
  private final AwaitSync sync;
  private final AwaitCalm calm;
  private final ProveMembers prove;
  private final PromoteMembers promote;
  private final CompletedExpansion completed;
  private final TakeBack back;

  /** With these ways out and limits. */
  public MonitorStage(MonitorPorts ports, MonitorSettings settings) {
    InstallConfiguration install = new InstallConfiguration(ports, settings);
    this.ports = ports;
    this.add = new AddMembers(install, settings);
    this.green = new AwaitGreen(settings);
    this.sync = new AwaitSync(ports, settings);
    this.calm = new AwaitCalm(settings);
    this.prove = new ProveMembers(ports, settings);
    this.promote = new PromoteMembers(install);
    this.completed = new CompletedExpansion(ports);
    this.back = new TakeBack(ports);
  }

  @Override
  public String name() {
    return "replication-monitor";
  }

  @Override
  public Step step(StageContext context) {
    return switch (context.journal().direction()) {
      case FORWARD -> forward(context);
      case BACK -> back(context);
      case CLOSED -> over(context.journal());
    };
  }

  private Step over(Journal journal) {
    ports.sets().done(journal.expansionId());
    return Step.idle();
  }

  private Step forward(StageContext context) {
    Journal journal = context.journal();
    Optional<BinariesInstalled> installed = installed(journal);
    if (installed.isEmpty() || journal.hasSaid(EventType.SYNC_COMPLETED)) {
      return over(journal);
    }
    Work work = work(context, installed.get());
    if (work.state().trail().spans().isEmpty()) {
      work = work.with(work.state().entering(Phase.ADD, context.now()));
    }
    return switch (work.state().phase()) {
      case ADD -> add.step(work);
      case GREEN -> green.step(work);
      case SYNCHRONIZE -> sync.step(work);
      case CALM -> calm.step(work);
      case VERIFY -> prove.step(work);
      case VOTE -> promote.vote(work);
      case PROMOTE -> promote.show(work);
      case OVER -> completed.step(work, installed.get().request());
      case BACK -> throw new IllegalStateException("on the way back while going forward");
    };
  }

  private Step back(StageContext context) {
    Journal journal = context.journal();
    if (journal.hasSaid(EventType.MEMBER_REMOVED)) {
      return over(journal);
    }
    MonitorState state = state(context);
    Optional<BinariesInstalled> installed = installed(journal);
    if (installed.isEmpty() || UndoDecision.nothingWasDone(state.ground())) {
      return nothingDone(context, state);
    }
    Work work = work(context, installed.get());
    return back.step(
        state.phase() == Phase.BACK ? work : work.with(state.entering(Phase.BACK, context.now())));
  }

  private static Step nothingDone(StageContext context, MonitorState state) {
    return TakeBack.nothing(context, deployment(context.journal()), state);
  }

  private Work work(StageContext context, BinariesInstalled installed) {
    return new Work(
        context,
        installed.deployment(),
        GoalReading.goal(
            context.journal().first(EventType.BINARIES_INSTALLED).orElseThrow().json()),
        ports.sets().open(context.journal().expansionId(), installed.deployment()),
        state(context),
        ports.clock());
  }

  private static MonitorState state(StageContext context) {
    return context.state(MonitorState.class, MonitorState::initial);
  }

  private static Optional<BinariesInstalled> installed(Journal journal) {
    return journal
        .first(EventType.BINARIES_INSTALLED)
        .map(event -> ContractJson.read(event.json(), BinariesInstalled.class));
  }

  /** Every event that turns the direction names the deployment. */
  private static DeploymentReference deployment(Journal journal) {
    for (ReceivedEvent event : journal.events().received()) {
      JsonNode deployment = ContractJson.read(event.json(), JsonNode.class).path("deployment");
      if (deployment.isObject()) {
        return ContractJson.read(deployment, DeploymentReference.class);
      }
    }
    throw new IllegalStateException(
        "no event of expansion " + journal.expansionId() + " says how to reach the deployment");
  }
}
