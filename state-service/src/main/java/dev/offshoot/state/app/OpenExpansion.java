package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.state.domain.Problem;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Opens the journal of an expansion that was inserted. The deployment is read again under the lock,
 * so that what was changed or removed just before is seen. Opening twice is once.
 */
public final class OpenExpansion {

  private final DeploymentStore deployments;
  private final ExpansionStore expansions;
  private final ExpansionJournal journal;
  private final InstantSource clock;

  /** With these ports. */
  public OpenExpansion(
      DeploymentStore deployments,
      ExpansionStore expansions,
      ExpansionJournal journal,
      InstantSource clock) {
    this.deployments = deployments;
    this.expansions = expansions;
    this.journal = journal;
    this.clock = clock;
  }

  /** Opens one. */
  public void open(StoredExpansion expansion) {
    var unused =
        journal.record(
            expansion.id(),
            OwnEvents.opening(
                expansion.id(), expansion.deployment(), opening(expansion), clock.instant()));
    expansions.opened(expansion.id());
  }

  /** Opens what a crash left unopened. */
  public void openForgotten() {
    expansions.unopened().forEach(this::open);
  }

  private Opening opening(StoredExpansion expansion) {
    Opening asked = expansion.opening();
    if (asked.refusal() != null) {
      return asked;
    }
    Optional<Deployment> deployment = deployments.find(expansion.deployment());
    if (deployment.isEmpty()) {
      return new Opening(
          asked.request(),
          null,
          asked.requestedBy(),
          cause(Requests.unknownDeployment(expansion.deployment())),
          asked.eventId());
    }
    ExpansionRequest request =
        Requests.isAutomatic(asked.request()) && !deployment.get().reference().automaticApproval()
            ? Requests.withApproval(asked.request(), "required")
            : asked.request();
    return new Opening(
        request, deployment.get().reference(), asked.requestedBy(), null, asked.eventId());
  }

  static Cause cause(Problem problem) {
    return new Cause("request", problem.code().name(), problem.detail(), problem.remedy());
  }
}
