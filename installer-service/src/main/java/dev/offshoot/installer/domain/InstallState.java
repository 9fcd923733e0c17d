package dev.offshoot.installer.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * The stage's state in the journal.
 *
 * @param hosts the hosts, in the plan's order
 * @param settled whether the hosts were told that the member lasts
 */
public record InstallState(List<HostWork> hosts, boolean settled) {

  /** Copies the hosts. */
  public InstallState {
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
  }

  /** Of an expansion of which nothing was heard. */
  public static InstallState empty() {
    return new InstallState(List.of(), false);
  }

  /** With one host changed. */
  public InstallState with(HostWork changed) {
    List<HostWork> next = new ArrayList<>(hosts);
    next.replaceAll(host -> host.hostRequestId().equals(changed.hostRequestId()) ? changed : host);
    return new InstallState(next, settled);
  }

  /** Whether every host is in this phase. */
  public boolean all(HostWork.Phase phase) {
    return hosts.stream().allMatch(host -> host.phase() == phase);
  }

  /** With the hosts told. */
  public InstallState afterSettling() {
    return new InstallState(hosts, true);
  }
}
