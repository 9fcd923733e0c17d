package dev.offshoot.installer.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stage's state in the journal.
 *
 * @param hosts the hosts, in the plan's order
 * @param settled whether the hosts were told that the member lasts
 * @param reaching members' agents that test the way to the new members; absent before
 */
public record InstallState(List<HostWork> hosts, boolean settled, @Nullable Reaching reaching) {

  /** Copies the hosts. */
  public InstallState {
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
  }

  /** Nobody was asked yet whether the new members are reached. */
  public InstallState(List<HostWork> hosts, boolean settled) {
    this(hosts, settled, null);
  }

  /** Of an expansion of which nothing was heard. */
  public static InstallState empty() {
    return new InstallState(List.of(), false);
  }

  /** With one host changed. */
  public InstallState with(HostWork changed) {
    List<HostWork> next = new ArrayList<>(hosts);
    next.replaceAll(host -> host.hostRequestId().equals(changed.hostRequestId()) ? changed : host);
    return new InstallState(next, settled, reaching);
  }

  /** Whether every host is in this phase. */
  public boolean all(HostWork.Phase phase) {
    return hosts.stream().allMatch(host -> host.phase() == phase);
  }

  /** With the hosts told. */
  public InstallState afterSettling() {
    return new InstallState(hosts, true, reaching);
  }

  /** With what became of asking members' agents. */
  public InstallState with(Reaching next) {
    return new InstallState(hosts, settled, next);
  }
}
