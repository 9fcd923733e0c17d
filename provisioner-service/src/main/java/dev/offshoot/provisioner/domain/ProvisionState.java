package dev.offshoot.provisioner.domain;

import dev.offshoot.provisioner.domain.HostWork.Status;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stage's state: the hosts of one expansion in the plan's order.
 *
 * @param hosts the hosts
 * @param turn whose turn it is: hosts are asked for side by side
 * @param waited observed waiting in this direction, since something last moved
 */
public record ProvisionState(List<HostWork> hosts, int turn, WaitBudget waited) {

  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** Nothing was planned here. */
  public static final ProvisionState NONE =
      new ProvisionState(List.of(), 0, new WaitBudget(Duration.ZERO, null));

  /** Copies the hosts. */
  public ProvisionState {
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
  }

  /** The host to ask for next, if one is not made. */
  public Optional<HostWork> nextToMake() {
    List<HostWork> left = hosts.stream().filter(h -> h.status() != Status.MADE).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(left.get(turn % left.size()));
  }

  /** The host to release next, if the provider may hold one. */
  public Optional<HostWork> nextToRelease() {
    List<HostWork> left = hosts.stream().filter(HostWork::mayExist).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(left.get(turn % left.size()));
  }

  /** Every host that was ever asked for. */
  public List<String> askedFor() {
    return hosts.stream().filter(h -> h.status() != Status.PLANNED).map(HostWork::id).toList();
  }

  /** Before the create call. */
  public ProvisionState intended(HostWork host) {
    return host.status() == Status.PLANNED
        ? replaced(host.with(Status.INTENDED, null), turn, waited)
        : this;
  }

  /** After a call that may have been open turned out to have made it. */
  public ProvisionState made(HostWork host, String reference) {
    return replaced(host.with(Status.MADE, reference), turn, WaitBudget.FRESH);
  }

  /** After the provider said that it is there. */
  public ProvisionState made(HostWork host, Host found) {
    return replaced(host.made(found), turn, WaitBudget.FRESH);
  }

  /**
   * After the provider refused it. Only the very first call leaves none open: one that was made
   * before may still come to something.
   */
  public ProvisionState refused(HostWork before) {
    return before.status() == Status.PLANNED
        ? replaced(before.with(Status.REFUSED, null), turn, waited)
        : this;
  }

  /** After the provider said that it ended by itself, for good. */
  public ProvisionState lost(HostWork host) {
    return replaced(host.with(Status.LOST, host.reference()), turn, waited);
  }

  /** After an open create call was made once more on the way back. */
  public ProvisionState repeated(HostWork host) {
    return replaced(host.with(Status.REPEATED, host.reference()), turn, WaitBudget.FRESH);
  }

  /** After the provider said that nothing is left. */
  public ProvisionState gone(HostWork host) {
    return replaced(host.with(Status.GONE, host.reference()), turn, WaitBudget.FRESH);
  }

  /** It is the next one's turn. */
  public ProvisionState nextTurn() {
    return new ProvisionState(hosts, (turn + 1) % Math.max(1, hosts.size()), waited);
  }

  /** A look that moved nothing. */
  public ProvisionState looked(Instant now) {
    return new ProvisionState(hosts, turn, waited.looked(now, pause()));
  }

  /** How long to wait before the next look: a tenth of the waiting so far, within bounds. */
  public Duration pause() {
    Duration tenth = waited.spent().dividedBy(10);
    if (tenth.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return tenth.compareTo(LONGEST) > 0 ? LONGEST : tenth;
  }

  private ProvisionState replaced(HostWork changed, int nextTurn, WaitBudget budget) {
    List<HostWork> all = new ArrayList<>(hosts);
    all.replaceAll(h -> h.id().equals(changed.id()) ? changed : h);
    return new ProvisionState(all, nextTurn, budget);
  }
}
