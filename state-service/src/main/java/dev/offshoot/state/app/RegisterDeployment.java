package dev.offshoot.state.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.Observation;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Registers, changes and forgets deployments. A change takes the lock that an expansion holds, so
 * none runs meanwhile. A replica set that can be reached is registered once.
 */
public final class RegisterDeployment {

  private final DeploymentStore deployments;
  private final ExpansionStore expansions;
  private final DeploymentChecks checks;
  private final ObserveDeployment observe;
  private final DeploymentAudit audit;

  /** With these. */
  public RegisterDeployment(
      DeploymentStore deployments,
      ExpansionStore expansions,
      DeploymentChecks checks,
      ObserveDeployment observe,
      DeploymentAudit audit) {
    this.deployments = deployments;
    this.expansions = expansions;
    this.checks = checks;
    this.observe = observe;
    this.audit = audit;
  }

  /**
   * What became of it.
   *
   * @param deployment as it is registered now
   * @param created whether it is new
   */
  public record Registered(Deployment deployment, boolean created) {}

  /** Registers or changes one; the same again changes nothing. */
  public Outcome<Registered> put(String name, DeploymentBody body, String caller) {
    return switch (checks.check(name, body)) {
      case Outcome.Refused<DeploymentChecks.Checked>(Problem problem) -> Outcome.refused(problem);
      case Outcome.Done<DeploymentChecks.Checked>(DeploymentChecks.Checked wanted) ->
          put(wanted, deployments.find(name).orElse(null), caller);
    };
  }

  private Outcome<Registered> put(
      DeploymentChecks.Checked wanted, @Nullable Deployment existing, String caller) {
    String name = wanted.reference().name();
    if (existing != null
        && existing.reference().equals(wanted.reference())
        && existing.tls() == wanted.tls()) {
      return Outcome.done(new Registered(existing, false));
    }
    if (!expansions.lockForChange(name)) {
      return Outcome.refused(held(name));
    }
    try {
      return save(wanted, existing, caller);
    } finally {
      expansions.unlockAfterChange(name);
    }
  }

  private Outcome<Registered> save(
      DeploymentChecks.Checked wanted, @Nullable Deployment existing, String caller) {
    DeploymentReference reference = wanted.reference();
    Observation observation = observe.look(reference);
    Instant registeredAt = existing == null ? observation.observedAt() : existing.registeredAt();
    Deployment deployment =
        new Deployment(
            reference, wanted.tls(), registeredAt, observation.replicaSetId(), observation);
    Optional<String> other = deployments.save(deployment);
    if (other.isPresent()) {
      return Outcome.refused(
          ProblemCode.ALREADY_REGISTERED,
          "The replica set of deployment "
              + reference.name()
              + " is registered as deployment "
              + other.get()
              + " already.",
          "Use deployment " + other.get() + ", or remove it first.");
    }
    audit.put(deployment, existing, caller);
    return Outcome.done(new Registered(deployment, existing == null));
  }

  /** Forgets one; changes nothing on set or hosts. */
  public Outcome<String> remove(String name, String caller) {
    if (deployments.find(name).isEmpty()) {
      return Outcome.refused(unknown(name));
    }
    if (!expansions.lockForChange(name)) {
      return Outcome.refused(held(name));
    }
    try {
      deployments.remove(name);
      audit.removed(name, caller);
      return Outcome.done(name);
    } finally {
      expansions.unlockAfterChange(name);
    }
  }

  private Problem held(String name) {
    return Requests.busy(name, expansions.active(name).map(StoredExpansion::id).orElse(""));
  }

  static Problem unknown(String name) {
    return new Problem(
        ProblemCode.UNKNOWN_DEPLOYMENT,
        "No deployment " + name + " is registered.",
        "See: offshoot deployment list");
  }
}
