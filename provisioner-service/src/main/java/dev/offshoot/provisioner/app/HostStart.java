package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanApproved;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.PlannedHost;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.provisioner.domain.HostShape;
import dev.offshoot.provisioner.domain.HostWork;
import dev.offshoot.provisioner.domain.Placement;
import dev.offshoot.provisioner.domain.ProvisionState;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether hosts may be made: with a plan that is approved automatically, or with a plan and an
 * approval of the same digest in either order; never for a plan that is only to be looked at.
 *
 * @param created the plan as it came
 * @param plan the same, read
 * @param decidedAt when it was approved; absent for an automatic one
 */
record HostStart(PlanCreated created, Plan plan, Optional<Instant> decidedAt) {

  static Optional<HostStart> of(Journal journal) {
    return journal
        .first(EventType.PLAN_CREATED)
        .map(event -> ContractJson.read(event.json(), PlanCreated.class))
        .flatMap(created -> of(journal, created));
  }

  private static Optional<HostStart> of(Journal journal, PlanCreated created) {
    Plan plan = ContractJson.read(created.plan(), Plan.class);
    return switch (created.approval()) {
      case "automatic" -> Optional.of(new HostStart(created, plan, Optional.empty()));
      case "required" ->
          journal.all(EventType.PLAN_APPROVED).stream()
              .map(event -> ContractJson.read(event.json(), PlanApproved.class))
              .filter(approved -> plan.digest().equals(approved.planDigest()))
              .findFirst()
              .map(
                  approved ->
                      new HostStart(created, plan, Optional.ofNullable(approved.approvedAt())));
      default -> Optional.empty();
    };
  }

  /** Whether the plan had expired when it was approved, or by now where nobody had to. */
  boolean expired(Instant now) {
    return plan.expiresAt() != null && decidedAt.orElse(now).isAfter(plan.expiresAt());
  }

  /** The work, before anything was asked for. */
  ProvisionState state(Instant now, Duration tokenLife) {
    Instant tokenExpiresAt = now.plus(tokenLife);
    List<HostWork> hosts =
        plan.toAdd().stream().map(member -> work(member, tokenExpiresAt)).toList();
    return new ProvisionState(hosts, 0, WaitBudget.FRESH);
  }

  private HostWork work(PlannedMember member, Instant tokenExpiresAt) {
    PlannedHost host = member.host();
    return new HostWork(
        host.requestId(),
        member.memberId(),
        host.provider(),
        new HostShape(host.shape(), host.cpus(), host.memoryBytes(), host.diskBytes()),
        host.site(),
        member.address(),
        new HostWork.Boot(
            plan.software().agentUrl(),
            plan.software().agentSha256(),
            Objects.requireNonNullElse(plan.software().agentAuthorities(), ""),
            1,
            tokenExpiresAt),
        HostWork.Status.PLANNED,
        null,
        null,
        new Placement(host.zones(), host.volumeBytes()));
  }
}
