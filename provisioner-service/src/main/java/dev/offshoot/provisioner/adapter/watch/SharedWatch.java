package dev.offshoot.provisioner.adapter.watch;

import dev.offshoot.provisioner.app.HostWatch;
import dev.offshoot.provisioner.domain.HostEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One look a round at the hosts of all running expansions, where each would make its own: a cloud
 * counts calls. Whoever asks first in a round looks for all who asked lately; the others are
 * answered at once by the last look. A host that was in no look yet is not known to have ended, so
 * an end is seen up to a round later than its expansion would see it alone.
 */
public final class SharedWatch implements HostWatch {

  /** Shorter than the pause between two questions of one expansion: alone it looks each time. */
  static final Duration ROUND = Duration.ofSeconds(4);

  /** A host that nobody asked about for so long is looked at no more. */
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private final HostWatch watch;
  private final InstantSource clock;
  private final TreeMap<String, Instant> asked = new TreeMap<>();
  private SortedMap<String, HostEnd> ends = Collections.emptySortedMap();
  private Instant lookedAt = Instant.EPOCH;
  private boolean looking;

  /**
   * @param watch who is asked once for all
   * @param clock tells the rounds
   */
  public SharedWatch(HostWatch watch, InstantSource clock) {
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public String name() {
    return watch.name();
  }

  @Override
  public SortedMap<String, HostEnd> ended(List<String> ids) {
    List<String> round = wanted(ids);
    if (!round.isEmpty()) {
      look(round);
    }
    return known(ids);
  }

  /** The call itself is made without the lock: nobody waits for an answer of the cloud. */
  private void look(List<String> hosts) {
    SortedMap<String, HostEnd> seen = Collections.emptySortedMap();
    try {
      seen = watch.ended(hosts);
    } finally {
      looked(seen);
    }
  }

  /** The hosts to look at now; none while the last look counts, or another is under way. */
  private synchronized List<String> wanted(List<String> ids) {
    Instant now = clock.instant();
    ids.forEach(id -> asked.put(id, now));
    asked.values().removeIf(at -> at.plus(FORGOTTEN_AFTER).isBefore(now));
    // A clock that was set back makes the last look one of the future: it counts no more.
    boolean counts = !now.isBefore(lookedAt) && now.isBefore(lookedAt.plus(ROUND));
    if (looking || counts) {
      return List.of();
    }
    looking = true;
    lookedAt = now;
    return List.copyOf(asked.keySet());
  }

  private synchronized void looked(SortedMap<String, HostEnd> seen) {
    ends = seen;
    looking = false;
  }

  private synchronized SortedMap<String, HostEnd> known(List<String> ids) {
    TreeMap<String, HostEnd> mine = new TreeMap<>(ends);
    mine.keySet().retainAll(ids);
    return mine;
  }
}
