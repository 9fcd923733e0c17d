package dev.offshoot.installer.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.MongodOptions;
import dev.offshoot.agent.protocol.MongodTls;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanMongod;
import dev.offshoot.contracts.PlanSoftware;
import dev.offshoot.contracts.PlanTls;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.installer.domain.HostWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
            HostRunbook.lines(plan, provisioned.hosts(), address),
            tls(plan.mongod().tls(), address));
    return new Agents.StoredGoal(
        goal,
        plan.mongod().keyfile() ? provisioned.deployment().keyfile() : null,
        plan.mongod().tls() == null ? null : provisioned.deployment().tls());
  }

  private static @Nullable MongodTls tls(@Nullable PlanTls tls, String address) {
    if (tls == null) {
      return null;
    }
    String host = address.substring(0, address.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
    String others = tls.subjectAttributes().isEmpty() ? "" : "," + tls.subjectAttributes();
    return new MongodTls(
        tls.mode(),
        tls.clusterAuthMode(),
        tls.authorization(),
        tls.allowConnectionsWithoutCertificates(),
        tls.disabledProtocols(),
        "CN=" + host + others,
        null);
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
