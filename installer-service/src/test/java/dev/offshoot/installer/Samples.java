package dev.offshoot.installer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.HostProfile;
import dev.offshoot.agent.protocol.RunningMongod;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.domain.AgentCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events and reports as they come, for tests. */
public final class Samples {

  /** An expansion. */
  public static final String EXPANSION = "0191d5c2-7f3a-7000-8000-000000000001";

  private Samples() {}

  /** What a plan of these tests says about set and software. */
  public record Wanted(
      String setName, String replicaSetId, List<String> members, String sha256, String version) {}

  /** A small plan. */
  public static final Wanted SMALL =
      new Wanted("rs0", "set-1", List.of("db1:27017", "db2:27017"), "ab", "6.0.5");

  /** Hosts of an expansion whose set has a keyfile, in the secret named keyfile. */
  public static ResourceProvisioned provisioned(Wanted wanted, ProvisionedHost... hosts) {
    ObjectNode plan = ContractJson.LENIENT.createObjectNode();
    plan.put("setName", wanted.setName()).put("replicaSetId", wanted.replicaSetId());
    var members = plan.putObject("basis").putObject("configuration").putArray("members");
    wanted.members().forEach(host -> members.addObject().put("host", host));
    var toAdd = plan.putArray("toAdd");
    for (ProvisionedHost host : hosts) {
      toAdd
          .addObject()
          .put("memberId", host.memberId())
          .put("address", host.address())
          .putObject("host")
          .put("requestId", host.hostRequestId())
          .put("memoryBytes", 1_000_000);
    }
    plan.putObject("software")
        .put("mongodVersion", wanted.version())
        .put("mongodSha256", wanted.sha256())
        .put("mongodSizeBytes", 1)
        .put("mongodKind", "binary")
        .put("agentUrl", "https://127.0.0.1:8085");
    plan.putObject("mongod")
        .put("storageEngine", "wiredTiger")
        .put("oplogSizeMb", 200)
        .put("cacheSizeGb", 0.25)
        .put("keyfile", true)
        .put("initialSyncSourceReadPreference", "secondaryPreferred")
        .put("initialSyncTransientErrorRetryPeriodSeconds", 60);
    step(plan, "provision", "make host", "delete host");
    step(plan, "install", "start mongod", "stop mongod");
    plan.putObject("forecast").put("dataBytes", 1000);
    plan.put("unknownToThisService", "is passed on");
    ObjectNode event = ContractJson.LENIENT.createObjectNode();
    event.put("expansionId", EXPANSION);
    event.set("deployment", ContractJson.tree(deployment()));
    event.putObject("request").put("deployment", "orders").put("add", 1);
    event.set("plan", plan);
    event.set("hosts", ContractJson.tree(List.of(hosts)));
    return ContractJson.read(event, ResourceProvisioned.class);
  }

  private static void step(ObjectNode plan, String name, String forward, String back) {
    var byHand = plan.withArray("steps").addObject().put("name", name).putArray("byHand");
    byHand.add(forward).add("# undo").add(back);
  }

  /** The deployment. */
  public static DeploymentReference deployment() {
    return new DeploymentReference(
        "orders",
        "mongodb://db1:27017/?replicaSet=rs0",
        "credentials",
        null,
        null,
        "keyfile",
        false,
        null,
        null,
        null);
  }

  /** A host with a token. */
  public static ProvisionedHost host(String id, int memberId, String address, String tokenHash) {
    return new ProvisionedHost(
        id,
        memberId,
        "local",
        null,
        address,
        "/hosts/" + id,
        tokenHash,
        Instant.parse("2100-01-01T00:00:00Z"),
        null);
  }

  /** An agent with this key. */
  public static Agents.Identity identity(String key) {
    return new Agents.Identity(key, certificate("01"), null);
  }

  /** A certificate with this number. */
  public static AgentCertificate certificate(String serial) {
    return new AgentCertificate(
        "pem " + serial,
        serial,
        "ca",
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-01-08T00:00:00Z"));
  }

  /** A report of a goal. */
  public static AgentReport report(
      long generation, AgentStatus status, @Nullable AgentFailure failure) {
    return new AgentReport(
        generation,
        "RunMongod",
        status,
        failure == null ? status.name() : failure.detail(),
        failure,
        status == AgentStatus.INSTALLED
            ? new RunningMongod("db4:27017", "6.0.5", "/h/data", 77)
            : null,
        profile(true),
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** A good host. */
  public static HostProfile profile(boolean avx) {
    return new HostProfile(
        4,
        avx,
        8L << 30,
        new HostProfile.Disk("/h", 100L << 30, 200L << 30, "xfs"),
        Map.of("vm.swappiness", "1"),
        "Linux",
        "amd64",
        "h",
        Instant.parse("2026-01-01T00:00:00Z"));
  }
}
