package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostDetachRequested;
import dev.offshoot.contracts.HostWithdrawn;
import dev.offshoot.provisioner.domain.ProvisionState;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import dev.offshoot.stage.domain.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a machine out of the pool that a person wants to have for themselves, before its agent is
 * told to leave: from then on no expansion gets it. One that another piece of work has is refused,
 * for good. Every other journal is the other stage's.
 */
public final class WithdrawMachines implements Stage {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Stage others;
  private final Pool pool;
  private final Runnable changed;

  /**
   * @param others every other journal is for these
   * @param pool the machines
   * @param changed is run when other machines are free than before
   */
  public WithdrawMachines(Stage others, Pool pool, Runnable changed) {
    this.others = others;
    this.pool = pool;
    this.changed = changed;
  }

  @Override
  public String name() {
    return others.name();
  }

  @Override
  public Step step(StageContext context) {
    Optional<ReceivedEvent> heard = context.journal().first(EventType.HOST_DETACH_REQUESTED);
    if (heard.isEmpty()) {
      return others.step(context);
    }
    Journal journal = context.journal();
    if (journal.direction() == Direction.CLOSED || journal.hasSaid(EventType.HOST_WITHDRAWN)) {
      return Step.idle();
    }
    Cause refused = journal.attention();
    return refused == null
        ? withdraw(ContractJson.read(heard.get().json(), HostDetachRequested.class))
        // Whoever asked was told no: it must not lie in wait until that changes.
        : kept(refused);
  }

  private Step withdraw(HostDetachRequested asked) {
    return switch (pool.withdraw(
        asked.expansionId(), asked.hostId(), asked.hostRequestId(), asked.address())) {
      case Pool.Withdrawal.Out(int claim) -> {
        changed.run();
        yield Step.done(
            ProvisionState.NONE,
            new Fact(
                EventType.HOST_WITHDRAWN,
                new HostWithdrawn(
                    asked.expansionId(),
                    asked.hostId(),
                    asked.hostRequestId(),
                    asked.address(),
                    claim)));
      }
      case Pool.Withdrawal.Refused(String by) -> kept(inUse(asked, by));
    };
  }

  private static Cause inUse(HostDetachRequested asked, @Nullable String by) {
    return new Cause(
        "provision",
        "DETACH_HOST_IN_USE",
        "machine " + asked.hostId() + " (" + asked.address() + ") " + taken(by),
        "See what has it by now (`offshoot host list`), then ask again.");
  }

  private static String taken(@Nullable String by) {
    return by == null
        ? "was given back meanwhile"
        : "is claimed by host request " + by + ", whose expansion is not over";
  }

  private static Step kept(Cause cause) {
    return new Step(new StepOutcome.Held(cause, LONGEST), null, List.of());
  }
}
