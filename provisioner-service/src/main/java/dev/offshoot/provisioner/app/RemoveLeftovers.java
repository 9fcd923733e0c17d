package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.LeftoverFoundEmpty;
import dev.offshoot.provisioner.domain.ProvisionState;
import dev.offshoot.provisioner.domain.leftover.LeftoverRemovalDecision;
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

/**
 * Removes what is left of a host that a person named, each time in a journal of its own, once the
 * others found it empty and only when the journals here say that it was given back. Every other
 * journal is the other stage's.
 */
public final class RemoveLeftovers implements Stage {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Stage others;
  private final HostLedger ledger;
  private final ReleaseNamedHosts named;

  /** At these providers, by these journals; every other journal is for the others. */
  public RemoveLeftovers(Stage others, HostProviders providers, AllJournals journals) {
    this.others = others;
    this.ledger = new HostLedger(journals);
    this.named = new ReleaseNamedHosts(providers);
  }

  @Override
  public String name() {
    return others.name();
  }

  @Override
  public Step step(StageContext context) {
    Optional<ReceivedEvent> empty = context.journal().first(EventType.LEFTOVER_FOUND_EMPTY);
    if (empty.isEmpty()) {
      return others.step(context);
    }
    Journal journal = context.journal();
    if (journal.direction() == Direction.CLOSED || journal.hasSaid(EventType.RESOURCE_RELEASED)) {
      return Step.idle();
    }
    LeftoverFoundEmpty asked = ContractJson.read(empty.get().json(), LeftoverFoundEmpty.class);
    // A state is stored only once it was decided that it goes.
    return journal.state() == null
        ? decide(context, asked)
        : named.step(context, asked.deployment(), List.of(asked.hostRequestId()));
  }

  private Step decide(StageContext context, LeftoverFoundEmpty asked) {
    Cause refused = context.journal().attention();
    if (refused != null) {
      // Whoever asked was told no: it must not lie in wait until that changes.
      return kept(refused);
    }
    Duration sinceChecked = Duration.between(asked.checkedAt(), context.now());
    String host = asked.hostRequestId();
    return switch (LeftoverRemovalDecision.of(
        host, Optional.ofNullable(ledger.read().get(host)), sinceChecked)) {
      case LeftoverRemovalDecision.Keep(String code, String detail, String remedy) ->
          kept(new Cause("provision", code, detail, remedy));
      case LeftoverRemovalDecision.Remove() -> Step.done(ProvisionState.NONE);
    };
  }

  private static Step kept(Cause cause) {
    return new Step(new StepOutcome.Held(cause, LONGEST), null, List.of());
  }
}
