package dev.offshoot.installer.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.installer.domain.Generations;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.HostWork.Phase;
import dev.offshoot.installer.domain.InstallState;
import dev.offshoot.stage.app.StageContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What is to be taken back, and what its agents are told. */
sealed interface Recall {

  /** Whose set it is. */
  DeploymentReference deployment();

  /** The hosts, and how far each is. */
  InstallState state();

  /** Sees to it that there is a record of this host. */
  void expect(HostWork host);

  /** What its agent is told. */
  Agents.StoredGoal order(HostWork host);

  /** Number of that order. */
  default long generation() {
    return Generations.REMOVE;
  }

  /** Number of the order that takes it back when the agent refuses; empty: it is asked again. */
  default OptionalLong takenBack() {
    return OptionalLong.empty();
  }

  /** Hosts that the next stage hears of. */
  List<String> cleaned(InstallState state);

  /** The way back of an expansion, once the configuration names its members no more. */
  static Optional<Recall> of(StageContext context, Agents agents) {
    return Heard.first(context.journal(), EventType.MEMBER_REMOVED, MemberRemoved.class)
        .map(
            removed ->
                Heard.provisioned(context.journal())
                    .<Recall>map(
                        provisioned ->
                            new OfExpansion(
                                provisioned, removed, Heard.state(context, provisioned), agents))
                    .orElseGet(() -> new OfNothing(removed.deployment())));
  }

  /** The removal of one host, in a journal of its own. */
  static Optional<Recall> ofRemoval(StageContext context) {
    return Heard.first(
            context.journal(), EventType.HOST_REMOVAL_REQUESTED, HostRemovalRequested.class)
        .map(asked -> new OfHost(asked, context.state(InstallState.class, () -> first(asked))));
  }

  private static InstallState first(HostRemovalRequested asked) {
    HostWork host =
        HostWork.named(
            asked.hostRequestId(),
            Objects.requireNonNullElse(asked.memberId(), -1),
            asked.address(),
            Heard.claim(asked.claimed()));
    return new InstallState(List.of(host), true);
  }

  /** Every host of an expansion. */
  record OfExpansion(
      ResourceProvisioned provisioned, MemberRemoved removed, InstallState state, Agents agents)
      implements Recall {
    @Override
    public DeploymentReference deployment() {
      return provisioned.deployment();
    }

    @Override
    public void expect(HostWork host) {
      if (host.phase() != Phase.NAMED || host.claim() != null) {
        return;
      }
      provisioned.hosts().stream()
          .filter(named -> named.hostRequestId().equals(host.hostRequestId()))
          .forEach(
              named ->
                  agents.expect(
                      new Agents.Expected(
                          named.hostRequestId(),
                          provisioned.expansionId(),
                          named.tokenHash(),
                          named.tokenExpiresAt())));
    }

    @Override
    public Agents.StoredGoal order(HostWork host) {
      return Orders.remove(Heard.plan(provisioned), removed, host);
    }

    @Override
    public List<String> cleaned(InstallState after) {
      return after.hosts().stream()
          .filter(host -> agents.find(host.agent()).map(Agents.Known::publicKey).isPresent())
          .map(HostWork::hostRequestId)
          .toList();
    }
  }

  /** An expansion of which no host was heard. */
  record OfNothing(DeploymentReference deployment) implements Recall {
    @Override
    public InstallState state() {
      return InstallState.empty();
    }

    @Override
    public void expect(HostWork host) {
      throw new IllegalStateException("no host was heard of");
    }

    @Override
    public Agents.StoredGoal order(HostWork host) {
      throw new IllegalStateException("no host was heard of");
    }

    @Override
    public List<String> cleaned(InstallState after) {
      return List.of();
    }
  }

  /** One host whose expansion is over; it enrolled long ago, or never can. */
  record OfHost(HostRemovalRequested asked, InstallState state) implements Recall {
    @Override
    public DeploymentReference deployment() {
      return asked.deployment();
    }

    @Override
    public void expect(HostWork host) {
      // Its expansion did; whoever is not known here has no identity to revoke.
    }

    @Override
    public long generation() {
      return Generations.remove(asked.asksBefore());
    }

    @Override
    public OptionalLong takenBack() {
      return OptionalLong.of(Generations.keep(asked.asksBefore()));
    }

    @Override
    public Agents.StoredGoal order(HostWork host) {
      return Orders.remove(asked);
    }

    @Override
    public List<String> cleaned(InstallState after) {
      return List.of(asked.hostRequestId());
    }
  }
}
