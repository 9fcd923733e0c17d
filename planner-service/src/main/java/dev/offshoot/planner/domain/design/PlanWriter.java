package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.Observation;
import dev.offshoot.planner.domain.observed.ObservedMember;
import dev.offshoot.planner.domain.observed.ObservedWriteConcern;
import dev.offshoot.planner.domain.offered.OfferedAgent;
import dev.offshoot.planner.domain.offered.OfferedArtifact;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlanBasis;
import dev.offshoot.planner.domain.plan.PlanCheck;
import dev.offshoot.planner.domain.plan.PlanMongod;
import dev.offshoot.planner.domain.plan.PlanSoftware;
import dev.offshoot.planner.domain.plan.PlanWarning;
import dev.offshoot.planner.domain.plan.PlannedHost;
import dev.offshoot.planner.domain.plan.PlannedMember;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a draft that no check refused as the plan people approve and stages carry. */
public final class PlanWriter {

  private final Draft draft;
  private final Observation observed;
  private final MemberSoftware primary;

  private PlanWriter(Draft draft) {
    this.draft = draft;
    this.observed = draft.set().observed();
    this.primary = draft.set().primarySoftware().orElseThrow(() -> missing("primary"));
  }

  /**
   * The plan.
   *
   * @param checks what was looked at
   * @param warnings what to know
   * @param accepted refusals accepted by name
   * @throws IllegalStateException when a check let pass what it should have refused
   */
  public static ExpansionPlan write(
      Draft draft, List<PlanCheck> checks, List<PlanWarning> warnings, List<String> accepted) {
    return new PlanWriter(draft).plan(checks, warnings, accepted);
  }

  private ExpansionPlan plan(
      List<PlanCheck> checks, List<PlanWarning> warnings, List<String> accepted) {
    List<PlannedMember> toAdd = draft.members().stream().map(this::member).toList();
    PlanSoftware software = software();
    PlanMongod mongod = mongod();
    Instant now = draft.input().now();
    return new ExpansionPlan(
        draft.input().deployment().name(),
        present(observed.setName(), "set name"),
        present(observed.replicaSetId(), "replica set id"),
        observed.observedAt(),
        now,
        now.plus(ExpansionPlan.VALIDITY),
        Goal.of(draft.members()),
        basis(accepted),
        draft.sequence().start().planned(),
        draft.sequence().goal().planned(),
        toAdd,
        software,
        mongod,
        new StepWriter(draft, software, mongod).steps(),
        draft.sequence().writeConcerns(),
        draft.forecast().planned(),
        checks,
        warnings,
        accepted);
  }

  private PlanBasis basis(List<String> accepted) {
    ObservedWriteConcern standard = present(observed.defaultWriteConcern(), "write concern");
    return new PlanBasis(
        observed.configVersion(),
        observed.configTerm(),
        draft.software().versions(),
        fcv(),
        standard.explicit(),
        standard.w(),
        present(observed.primary(), "primary"),
        draft.set().members().stream()
            .map(ObservedMember::address)
            .filter(a -> accepted.contains(RefusalCode.MEMBER_UNHEALTHY.name() + ":" + a))
            .toList());
  }

  private PlannedMember member(NewMember member) {
    OfferedProvider provider = present(draft.host().provider(), "provider");
    OfferedShape shape = present(draft.shapeOf(member), "shape");
    Long volume = draft.volumeBytes();
    PlannedHost host =
        new PlannedHost(
            member.hostRequestId(),
            provider.name(),
            shape.name(),
            member.site(),
            shape.cpus(),
            shape.memoryBytes(),
            volume == null ? shape.diskBytes() : volume,
            volume,
            zones(provider, member.site()),
            HostCost.of(shape, volume),
            HostChoice.onThisMachine(provider));
    return new PlannedMember(
        member.memberId(),
        present(member.address(), "address"),
        member.votes(),
        member.priority(),
        member.hidden(),
        member.tags(),
        member.horizons(),
        host);
  }

  private static List<String> zones(OfferedProvider provider, @Nullable String site) {
    return provider.sites().stream()
        .filter(known -> known.name().equals(site))
        .flatMap(known -> known.zones().stream())
        .toList();
  }

  private PlanSoftware software() {
    OfferedArtifact artifact = present(draft.software().artifact(), "artifact");
    OfferedAgent agent = present(draft.input().catalogue().agent(), "agent");
    return new PlanSoftware(
        artifact.version(),
        artifact.sha256(),
        artifact.sizeBytes(),
        artifact.kind(),
        agent.sha256(),
        agent.url(),
        agent.authorities(),
        fcv(),
        draft.software().from());
  }

  private PlanMongod mongod() {
    long oplogBytes = MongodDesign.oplogBytes(draft.set()).orElseThrow(() -> missing("oplog size"));
    long memoryBytes =
        draft.shapes().stream()
            .mapToLong(OfferedShape::memoryBytes)
            .min()
            .orElseThrow(() -> missing("shape"));
    return MongodDesign.design(
        draft.set(), primary, memoryBytes, oplogBytes, draft.input().deployment().tls());
  }

  private String fcv() {
    return present(primary.fcv(), "FCV");
  }

  private static <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw missing(what);
    }
    return value;
  }

  private static IllegalStateException missing(String what) {
    return new IllegalStateException("no check refused a plan without " + what);
  }
}
