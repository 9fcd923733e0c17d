package dev.offshoot.stage.app;

/**
 * One stage of the pipeline. Steps are re-entrant: a step looks at the world, does at most one
 * effect, and answers; it may be run again from the same journal at any time, by another worker,
 * after any crash.
 */
public interface Stage {

  /** Name of the service, such as {@code planner-service}: source of its events. */
  String name();

  /** Does the next step of the expansion whose journal the context holds. */
  Step step(StageContext context);

  /** Whether forward facts are recorded on the way back too; only for the keeper of the story. */
  default boolean keepsLateFacts() {
    return false;
  }
}
