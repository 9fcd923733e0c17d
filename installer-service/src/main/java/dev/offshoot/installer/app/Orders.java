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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What hosts are told, from the plan and from what became of it. */
final class Orders {

  private Orders() {}

  /** Members accepted as unhealthy at planning time are not asked to answer. */
  static Agents.StoredGoal run(
      Plan plan, ResourceProvisioned provisioned, String address, Map<String, String> conform) {
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
                software.mongodKind(),
                software.mongodFrom()),
            address,
            plan.setName(),
            options(plan.mongod()),
            null,
            members,
            HostRunbook.lines(plan, provisioned.hosts(), address),
            tls(plan, address),
            conform);
    return new Agents.StoredGoal(
        goal,
        plan.mongod().keyfile() ? provisioned.deployment().keyfile() : null,
        plan.mongod().tls() == null ? null : provisioned.deployment().tls(),
        plan.replicaSetId());
  }

  /** TLS of the mongod at this address; null where the set uses none. */
  static @Nullable MongodTls tls(Plan plan, String address) {
    PlanTls tls = plan.mongod().tls();
    if (tls == null) {
      return null;
    }
    String host = host(address);
    String others = tls.subjectAttributes().isEmpty() ? "" : "," + tls.subjectAttributes();
    return new MongodTls(
        tls.mode(),
        tls.clusterAuthMode(),
        tls.authorization(),
        tls.allowConnectionsWithoutCertificates(),
        tls.disabledProtocols(),
        "CN=" + host + others,
        horizonHosts(plan, address),
        null);
  }

  /** Clients call the member by them, so its certificate must name them. */
  private static List<String> horizonHosts(Plan plan, String address) {
    return plan.toAdd().stream()
        .filter(member -> member.address().equals(address))
        .flatMap(member -> member.horizons().values().stream())
        .map(Orders::host)
        .toList();
  }

  private static String host(String address) {
    return address.substring(0, address.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
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

  /** HOST:PORT of the members as planned upon. */
  static List<String> configured(Plan plan) {
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
