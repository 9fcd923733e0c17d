package dev.offshoot.monitor.config;

import dev.offshoot.monitor.app.MonitorSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of replication-monitor. */
@ConfigMapping(prefix = "offshoot.monitor")
public interface MonitorConfig {

  /** Time without any movement of a synchronization after which a person is asked. */
  @WithDefault("PT10M")
  Duration syncStall();

  /** Time without an answer of a new member after which it counts as gone. */
  @WithDefault("PT1M")
  Duration memberSilence();

  /** Lag that counts as caught up. */
  @WithDefault("PT2S")
  Duration calmLag();

  /**
   * How long a new member must be caught up before the proof begins, at most: a twentieth of the
   * time its copy took, at least half a second.
   */
  @WithDefault("PT30S")
  Duration calmPeriod();

  /** Bytes of documents that are compared in one piece, about. */
  @WithDefault("33554432")
  long proofRangeBytes();

  /** Time after which a step of the proof begins no further piece. */
  @WithDefault("PT4S")
  Duration proofStep();

  /** Time for the members to reach a new one. */
  @WithDefault("PT1M")
  Duration reachPatience();

  /** Time for the set to become ready for a change. */
  @WithDefault("PT5M")
  Duration setPatience();

  /** Between two looks at the lag of members added before. */
  @WithDefault("PT10S")
  Duration lagInterval();

  /** The plain values. */
  default MonitorSettings settings() {
    return new MonitorSettings(
        new MonitorSettings.Sync(
            positive("sync-stall", syncStall()), positive("member-silence", memberSilence())),
        new MonitorSettings.Calm(positive("calm-lag", calmLag()), calmPeriod()),
        new MonitorSettings.ProofPace(
            Math.max(1 << 20, proofRangeBytes()), shortEnough("proof-step", proofStep())),
        new MonitorSettings.Patience(
            positive("reach-patience", reachPatience()), positive("set-patience", setPatience())));
  }

  private static Duration positive(String key, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(
          "offshoot.monitor." + key + " is " + value + "; it must be longer than nothing");
    }
    return value;
  }

  /** A step and its last range must fit into what is left of a lease. */
  private static Duration shortEnough(String key, Duration value) {
    if (value.compareTo(Duration.ofSeconds(10)) > 0) {
      throw new IllegalArgumentException(
          "offshoot.monitor." + key + " is " + value + "; it must be at most PT10S");
    }
    return positive(key, value);
  }
}
