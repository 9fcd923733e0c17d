package dev.offshoot.agent.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sets what a goal asks of the host itself, once in an agent's life and goal. It never keeps mongod
 * from being installed: what could not be set is said, and whether that is good enough is
 * installer-service's to decide from the host's profile.
 */
final class HostConformance {

  private final HostTuning tuning;
  private Map<String, String> tried = new TreeMap<>();

  HostConformance(HostTuning tuning) {
    this.tuning = tuning;
  }

  /** The step that was done; null when there was nothing to do. */
  @Nullable Outcome look(Map<String, String> wanted) {
    if (wanted.equals(tried)) {
      return null;
    }
    tried = wanted;
    List<HostTuning.Tuned> tuned = tuning.conform(wanted);
    return tuned.isEmpty() ? null : new Outcome.Stepped(told(tuned));
  }

  private static String told(List<HostTuning.Tuned> tuned) {
    List<String> set = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (HostTuning.Tuned one : tuned) {
      String before = one.before() == null ? "?" : one.before();
      if (one.problem() == null) {
        set.add("%s %s -> %s".formatted(one.setting(), before, one.wanted()));
      } else {
        left.add("%s %s (%s)".formatted(one.setting(), before, one.problem()));
      }
    }
    return part("set on this host: ", set)
        + (set.isEmpty() || left.isEmpty() ? "" : "; ")
        + part("not set: ", left);
  }

  private static String part(String what, List<String> settings) {
    return settings.isEmpty() ? "" : what + String.join(", ", settings);
  }
}
