package dev.offshoot.monitor.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.BinariesInstalled;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanBasis;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.monitor.domain.ExpansionGoal;
import dev.offshoot.monitor.domain.PlanAssumptions;
import dev.offshoot.monitor.domain.PlanAssumptions.AcceptedUnhealthy;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.monitor.domain.change.ConfigurationText;
import java.util.List;

/** Reads the parts of a plan that this stage knows. */
final class GoalReading {

  private GoalReading() {}

  /** The goal in the text of a BinariesInstalled. */
  static ExpansionGoal goal(String installed) {
    return ContractJson.read(installed, ExpansionGoal.class, (text, type) -> read(text));
  }

  private static ExpansionGoal read(String installed) {
    Plan plan =
        ContractJson.read(ContractJson.read(installed, BinariesInstalled.class).plan(), Plan.class);
    return new ExpansionGoal(
        assumptions(plan),
        plan.toAdd().stream()
            .map(
                member ->
                    new WantedMember(
                        member.memberId(),
                        MemberAddress.parse(member.address()),
                        member.votes(),
                        member.priority(),
                        member.hidden(),
                        member.tags(),
                        member.horizons()))
            .toList(),
        plan.forecast() == null ? null : plan.forecast().oplogWindow());
  }

  private static PlanAssumptions assumptions(Plan plan) {
    PlanBasis basis = plan.basis();
    JsonNode configuration = basis.configuration();
    if (configuration == null) {
      throw new IllegalArgumentException("plan " + plan.id() + " has no configuration as basis");
    }
    List<MemberAddress> unhealthy =
        basis.acceptedUnhealthy().stream().map(MemberAddress::parse).toList();
    return new PlanAssumptions(
        ConfigurationText.parse(configuration.toString()),
        basis.versions(),
        basis.fcv(),
        new DefaultWriteConcern(basis.explicitWriteConcern(), basis.writeConcern()),
        new AcceptedUnhealthy(plan.accepted().contains("MEMBER_UNHEALTHY"), unhealthy));
  }
}
