package dev.offshoot.simulation.store;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.domain.AgentCertificate;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What installer-service knows of agents, in memory, with the real store's compare-and-sets. */
public final class SimulatedAgents implements Agents {

  private final TreeMap<String, Known> rows = new TreeMap<>();
  private final Runnable goalGiven;
  private AgentChanges changes = (before, after) -> {};

  /** Rings when a goal was given. */
  public SimulatedAgents(Runnable goalGiven) {
    this.goalGiven = goalGiven;
  }

  /** Hears of every change. */
  @FunctionalInterface
  public interface AgentChanges {
    /** What is known of a host changed. */
    void changed(Known before, Known after);
  }

  /** Hears of every change from now on. */
  public void onChange(AgentChanges hears) {
    changes = hears;
  }

  @Override
  public void expect(Expected host) {
    rows.putIfAbsent(
        host.hostRequestId(), new Known(host, Identity.NONE, false, 0, null, null, null, null));
  }

  @Override
  public Optional<Known> find(String hostRequestId) {
    return Optional.ofNullable(rows.get(hostRequestId));
  }

  @Override
  public boolean bind(String hostRequestId, String tokenHash, Identity identity, Instant now) {
    Known old = rows.get(hostRequestId);
    if (old == null
        || !old.expected().tokenHash().equals(tokenHash)
        || old.publicKey() != null
        || old.revoked()) {
      return false;
    }
    put(old, identity, false, old.report());
    return true;
  }

  @Override
  public boolean renew(
      String hostRequestId, @Nullable String replacedSerial, AgentCertificate next) {
    Known old = rows.get(hostRequestId);
    AgentCertificate kept = old == null ? null : old.identity().certificate();
    String serial = kept == null ? null : kept.serial();
    if (old == null || old.revoked() || !Objects.equals(serial, replacedSerial)) {
      return false;
    }
    put(old, old.identity().with(next), false, old.report());
    return true;
  }

  @Override
  public void refused(String hostRequestId, String code) {
    Known old = rows.get(hostRequestId);
    if (old != null) {
      put(old, old.identity().refusing(code), old.revoked(), old.report());
    }
  }

  @Override
  public Issued issue(String hostRequestId, long generation, StoredGoal goal) {
    Known old = rows.get(hostRequestId);
    if (old == null || old.revoked()) {
      return Issued.NO_SUCH_HOST;
    }
    if (old.generation() >= generation) {
      return old.generation() == generation ? Issued.ALREADY : Issued.TOO_LATE;
    }
    put(
        old,
        new Known(
            old.expected(),
            old.identity(),
            false,
            generation,
            goal,
            old.report(),
            null,
            old.reach()));
    goalGiven.run();
    return Issued.ISSUED;
  }

  @Override
  public void reported(String hostRequestId, AgentReport report, Instant now) {
    Known old = rows.get(hostRequestId);
    AgentReport before = old == null ? null : old.report();
    boolean late = before != null && report.at().isBefore(before.at());
    if (old != null && !old.revoked() && !late) {
      put(old, old.identity(), false, report);
    }
  }

  @Override
  public boolean revoke(String hostRequestId, boolean onlyIfNeverEnrolled) {
    Known old = rows.get(hostRequestId);
    if (old == null || (onlyIfNeverEnrolled && old.publicKey() != null)) {
      return false;
    }
    put(old, old.identity(), true, old.report());
    return true;
  }

  /** Its agent is asked to test this beside its goal. */
  void asked(Known old, ReachOrder order) {
    put(old, old.asked(order));
    goalGiven.run();
  }

  private void put(Known old, Identity identity, boolean revoked, @Nullable AgentReport report) {
    put(
        old,
        new Known(
            old.expected(),
            identity,
            revoked,
            old.generation(),
            old.goal(),
            report,
            null,
            old.reach()));
  }

  /** Writes it as it is; only defects call this from outside. */
  public void put(Known old, Known next) {
    rows.put(next.expected().hostRequestId(), next);
    changes.changed(old, next);
  }

  /** All of them by host request. */
  public Map<String, Known> all() {
    return rows;
  }
}
