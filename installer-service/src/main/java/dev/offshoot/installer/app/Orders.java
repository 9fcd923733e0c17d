package dev.offshoot.installer.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.MongodOptions;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanMongod;
import dev.offshoot.contracts.PlanSoftware;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.installer.domain.HostWork;
import java.util.ArrayList;
import java.util.List;

/** What hosts are told, from the plan and from what became of it. */
final class Orders {

  private Orders() {}

  /** Members accepted as unhealthy at planning time are not asked to answer. */
  static Agents.StoredGoal run(Plan plan, ResourceProvisioned provisioned, String address) {
    PlanSoftware software = plan.software();
    List<String> members = configured(plan);
    members.removeAll(plan.basis().acceptedUnhealthy());
    members.remove(address);
    Goal goal =
        new Goal.RunMongod(
            new MongodArtifact(
                software.mongodVersion(),
                software.mongodSha256(),
                software.mongodSizeBytes(),
                software.mongodKind()),
            address,
            plan.setName(),
            options(plan.mongod()),
            null,
            members,
            HostRunbook.lines(plan, provisioned.hosts(), address));
    return new Agents.StoredGoal(
        goal, plan.mongod().keyfile() ? provisioned.deployment().keyfile() : null);
  }

  /**
   * A member that the configuration never named is said to be so: its mongod may then answer for
   * itself.
   */
  static Agents.StoredGoal remove(Plan plan, MemberRemoved removed, HostWork host) {
    boolean wasAdded =
        removed.members().stream().anyMatch(member -> member.address().equals(host.address()));
    return new Agents.StoredGoal(
        new Goal.RemoveMongod(
            wasAdded ? removed.configVersion() : null,
            wasAdded ? removed.configTerm() : null,
            plan.replicaSetId(),
            configured(plan),
            host.claim() != null,
            false),
        null);
  }

  /** A member that was in the set for good, and that the configuration read fresh does not name. */
  static Agents.StoredGoal remove(HostRemovalRequested asked) {
    return new Agents.StoredGoal(
        new Goal.RemoveMongod(
            asked.configVersion(),
            asked.configTerm(),
            asked.replicaSetId(),
            asked.members(),
            asked.claimed() != null,
            Boolean.TRUE.equals(asked.keepData())),
        null);
  }

  private static List<String> configured(Plan plan) {
    List<String> hosts = new ArrayList<>();
    JsonNode configuration = plan.basis().configuration();
    if (configuration != null) {
      configuration.path("members").forEach(member -> hosts.add(member.path("host").asText()));
    }
    return hosts;
  }

  private static MongodOptions options(PlanMongod mongod) {
    return new MongodOptions(
        mongod.storageEngine(),
        mongod.directoryPerDb(),
        mongod.directoryForIndexes(),
        mongod.blockCompressor(),
        mongod.oplogSizeMb(),
        mongod.cacheSizeGb(),
        mongod.initialSyncSourceReadPreference(),
        mongod.initialSyncTransientErrorRetryPeriodSeconds(),
        mongod.setParameters());
  }
}
