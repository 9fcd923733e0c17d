package dev.offshoot.monitor.domain.change;

/** Whether a reconfig may be sent now. */
public sealed interface Verdict {

  /** It may. */
  record MayGo() implements Verdict {}

  /** Not now; it passes by itself or somebody's work ends. A check without an answer is this. */
  record NotYet(String reason) implements Verdict {}

  /** What the plan was made on no longer holds. */
  record Outdated(String code, String reason) implements Verdict {}
}
