package dev.offshoot.installer;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.domain.AgentCertificate;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Agents in memory, with the same comparisons as the store makes; for tests and simulation. */
public final class InMemoryAgents implements Agents {

  private final Map<String, Known> hosts = new TreeMap<>();
  private Runnable afterNextIssue = () -> {};

  /** Happens once, when the next goal is in the store and its answer is not back yet. */
  public void afterNextIssue(Runnable what) {
    afterNextIssue = what;
  }

  @Override
  public void expect(Expected host) {
    hosts.putIfAbsent(
        host.hostRequestId(), new Known(host, Identity.NONE, false, 0, null, null, null, null));
  }

  @Override
  public Optional<Known> find(String hostRequestId) {
    return Optional.ofNullable(hosts.get(hostRequestId));
  }

  @Override
  public boolean bind(String hostRequestId, String tokenHash, Identity identity, Instant now) {
    Known known = hosts.get(hostRequestId);
    if (known == null
        || known.revoked()
        || known.publicKey() != null
        || !known.expected().tokenHash().equals(tokenHash)) {
      return false;
    }
    hosts.put(
        hostRequestId, new Known(known.expected(), identity, false, 0, null, null, null, null));
    return true;
  }

  @Override
  public boolean renew(
      String hostRequestId, @Nullable String replacedSerial, AgentCertificate next) {
    Known known = hosts.get(hostRequestId);
    AgentCertificate kept = known == null ? null : known.identity().certificate();
    if (known == null
        || known.revoked()
        || !Objects.equals(kept == null ? null : kept.serial(), replacedSerial)) {
      return false;
    }
    put(known, known.identity().with(next));
    return true;
  }

  @Override
  public void refused(String hostRequestId, String code) {
    Known known = hosts.get(hostRequestId);
    if (known != null) {
      put(known, known.identity().refusing(code));
    }
  }

  /** Its agent called. */
  public void heard(String hostRequestId, Instant now) {
    hosts.computeIfPresent(
        hostRequestId,
        (id, known) ->
            new Known(
                known.expected(),
                known.identity(),
                known.revoked(),
                known.generation(),
                known.goal(),
                known.report(),
                now,
                known.reach()));
  }

  private void put(Known known, Identity identity) {
    hosts.put(
        known.expected().hostRequestId(),
        new Known(
            known.expected(),
            identity,
            known.revoked(),
            known.generation(),
            known.goal(),
            known.report(),
            null,
            known.reach()));
  }

  @Override
  public Issued issue(String hostRequestId, long generation, StoredGoal goal) {
    Known known = hosts.get(hostRequestId);
    if (known == null || known.revoked()) {
      return Issued.NO_SUCH_HOST;
    }
    if (generation <= known.generation()) {
      return generation == known.generation() ? Issued.ALREADY : Issued.TOO_LATE;
    }
    hosts.put(
        hostRequestId,
        new Known(
            known.expected(),
            known.identity(),
            false,
            generation,
            goal,
            known.report(),
            null,
            known.reach()));
    Runnable once = afterNextIssue;
    afterNextIssue = () -> {};
    once.run();
    return Issued.ISSUED;
  }

  @Override
  public void reported(String hostRequestId, AgentReport report, Instant now) {
    Known known = hosts.get(hostRequestId);
    if (known != null && !known.revoked()) {
      hosts.put(
          hostRequestId,
          new Known(
              known.expected(),
              known.identity(),
              false,
              known.generation(),
              known.goal(),
              report,
              null,
              known.reach()));
    }
  }

  @Override
  public boolean revoke(String hostRequestId, boolean onlyIfNeverEnrolled) {
    Known known = hosts.get(hostRequestId);
    if (known == null || (onlyIfNeverEnrolled && known.publicKey() != null)) {
      return false;
    }
    hosts.put(
        hostRequestId,
        new Known(
            known.expected(),
            known.identity(),
            true,
            known.generation(),
            known.goal(),
            known.report(),
            null,
            known.reach()));
    return true;
  }
}
