package dev.offshoot.simulation.property;

import dev.offshoot.contracts.Cause;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.StepOutcome;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a stage asks of a person is what its journal says, from its next step on. */
public final class AskedProperties implements Stage {

  private final Stage stage;
  private final Violations violations;
  private final TreeMap<String, Asked> asked = new TreeMap<>();

  private record Asked(long epoch, Direction direction, String code) {}

  private AskedProperties(Stage stage, Violations violations) {
    this.stage = stage;
    this.violations = violations;
  }

  /** The same stage, watched. */
  public static Stage watch(Stage stage, Violations violations) {
    return new AskedProperties(stage, violations);
  }

  @Override
  public String name() {
    return stage.name();
  }

  @Override
  public boolean keepsLateFacts() {
    return stage.keepsLateFacts();
  }

  @Override
  public Step step(StageContext context) {
    Journal journal = context.journal();
    check(journal, asked.remove(journal.expansionId()));
    Step step = stage.step(context);
    if (step.outcome() instanceof StepOutcome.Held(Cause cause, var after)) {
      asked.put(
          journal.expansionId(),
          new Asked(journal.lease().epoch(), journal.direction(), cause.code()));
    }
    return step;
  }

  /** Who lost the claim, or was turned round, does not know whether its answer was kept. */
  private void check(Journal journal, @Nullable Asked before) {
    if (before == null
        || before.epoch() != journal.lease().epoch()
        || before.direction() != journal.direction()) {
      return;
    }
    Cause kept = journal.attention();
    if (kept == null || !kept.code().equals(before.code())) {
      violations.add(
          "a person is told what is asked now",
          name() + " asks " + before.code() + ", its journal " + kept);
    }
  }
}
