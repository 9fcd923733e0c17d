package dev.offshoot.monitor.domain;

import dev.offshoot.monitor.domain.proof.ProofState;
import java.time.Instant;

/**
 * What this stage remembers of one expansion between two steps. A step may be run again from any of
 * these at any time; the world is looked at first.
 *
 * @param phase where it is
 * @param ground the configuration it stands on and every reconfig intended
 * @param waiting what is remembered between looks of this phase
 * @param proof how far the proof is
 * @param trail what was done
 */
public record MonitorState(
    Phase phase, Ground ground, Waiting waiting, ProofState proof, Trail trail) {

  /** Before the first step. */
  public static MonitorState initial() {
    return new MonitorState(
        Phase.ADD, Ground.untouched(), Waiting.FRESH, ProofState.notBegun(), Trail.empty());
  }

  /** In this phase from now on. */
  public MonitorState entering(Phase next, Instant now) {
    return new MonitorState(next, ground, Waiting.FRESH, proof, trail.entering(next, now));
  }

  /** With another ground. */
  public MonitorState with(Ground other) {
    return new MonitorState(phase, other, waiting, proof, trail);
  }

  /** With other waiting. */
  public MonitorState with(Waiting other) {
    return new MonitorState(phase, ground, other, proof, trail);
  }

  /** With another position of the proof. */
  public MonitorState with(ProofState other) {
    return new MonitorState(phase, ground, waiting, other, trail);
  }

  /** With another trail. */
  public MonitorState with(Trail other) {
    return new MonitorState(phase, ground, waiting, proof, other);
  }
}
