package dev.offshoot.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.BinariesInstalled;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.InstalledMember;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanBasis;
import dev.offshoot.contracts.PlanTopology;
import dev.offshoot.contracts.PlannedHost;
import dev.offshoot.contracts.PlannedMember;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events as the other services would send them. */
public final class Expansions {

  /** The expansion of every test. */
  public static final String ID = "6f2d9f5e-1b6e-4a53-9a5d-0a9a6a4f4c11";

  /** The deployment of every test. */
  public static final String DEPLOYMENT = "orders";

  private Expansions() {}

  /** How to reach the set; the secret has the name of its user. */
  public static DeploymentReference deployment(String connectionString, String secret) {
    return new DeploymentReference(
        DEPLOYMENT, connectionString, secret, null, null, "keyfile", false, null, null, null);
  }

  /** A member that ends with one vote, priority 1, visible, with a tag. */
  public static PlannedMember member(int id, String address) {
    return member(id, address, 1, 1, false);
  }

  /** A member to add. */
  public static PlannedMember member(
      int id, String address, int votes, double priority, boolean hidden) {
    return new PlannedMember(
        id,
        address,
        votes,
        priority,
        hidden,
        Map.of("site", "cloud"),
        Map.of(),
        new PlannedHost(
            "host-" + id,
            "local",
            "small",
            "cloud",
            1,
            1L << 30,
            10L << 30,
            null,
            List.of(),
            null,
            null));
  }

  /** What the installer says when every mongod waits. */
  public static BinariesInstalled installed(
      DeploymentReference deployment, JsonNode configuration, List<PlannedMember> members) {
    return new BinariesInstalled(
        ID,
        deployment,
        new ExpansionRequest(
            DEPLOYMENT, members.size(), "automatic", null, null, List.of(), List.of()),
        ContractJson.tree(plan(configuration, members)),
        members.stream()
            .map(
                member ->
                    new InstalledMember(
                        member.memberId(),
                        member.host().requestId(),
                        member.address(),
                        "6.0.5",
                        "/data",
                        ContractJson.tree(Map.of()),
                        null))
            .toList());
  }

  /** A user's cancellation. */
  public static ExpansionAborted aborted(DeploymentReference deployment) {
    return new ExpansionAborted(
        ID,
        deployment,
        new Cause("synchronize", "CANCELLED", "cancelled by a test", "none"),
        "a test");
  }

  private static Plan plan(JsonNode configuration, List<PlannedMember> members) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    PlanTopology topology = new PlanTopology(3, 2, 1, 1, List.of());
    PlanBasis basis =
        new PlanBasis(
            1, 1, configuration, List.of("6.0.5"), "6.0", false, "\"majority\"", "", List.of());
    return new Plan(
        "p-1",
        "digest",
        DEPLOYMENT,
        "orders",
        "",
        now,
        now,
        now.plusSeconds(3600),
        "add",
        basis,
        topology,
        topology,
        members,
        null,
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of());
  }
}
