package dev.offshoot.state.app;

import dev.offshoot.contracts.Observation;
import dev.offshoot.state.domain.ProblemCode;
import java.util.Optional;

/**
 * Answers the wish to give a host back. One that carries a member is refused, and so is one whose
 * set cannot be looked at: when the check cannot be made, the answer is no. For the others there is
 * no automatic way yet; the answer says how a person does it.
 */
public final class RemoveHost {

  private final HostRegister hosts;
  private final ObserveDeployment observe;

  /** With these ports. */
  public RemoveHost(HostRegister hosts, ObserveDeployment observe) {
    this.hosts = hosts;
    this.observe = observe;
  }

  /** Always a refusal so far; nothing is changed. */
  public Outcome<Void> remove(String id) {
    Optional<HeldHost> found =
        hosts.all().stream().filter(host -> host.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Outcome.refused(
          ProblemCode.UNKNOWN_HOST,
          "Offshoot holds no host " + id + ".",
          "List the hosts with './offshoot host list'.");
    }
    HeldHost host = found.get();
    return carriesNoMember(host)
        ? Outcome.refused(
            ProblemCode.HOST_REMOVAL_BY_HAND,
            "Host "
                + id
                + " carries no member, but its expansion is over and cannot be undone any more.",
            "Stop its agent and its mongod, and delete " + host.providerReference() + ".")
        : Outcome.refused(
            ProblemCode.HOST_CARRIES_MEMBER,
            "Host "
                + id
                + " carries "
                + host.address()
                + " of "
                + host.deployment()
                + ", or the set could not be asked.",
            "Take the member out of the set first; a host with a member is never removed.");
  }

  private boolean carriesNoMember(HeldHost host) {
    return switch (observe.now(host.deployment())) {
      case Outcome.Done<Observation>(Observation observation) ->
          observation.configuration() != null
              && observation.primary() != null
              && observation.members().stream().noneMatch(m -> m.address().equals(host.address()));
      case Outcome.Refused<Observation> refused -> false;
    };
  }
}
