package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Every host runs an empty mongod of the planned version that reaches every configured member with
 * the set's key.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param request what was asked for
 * @param plan the plan, unmodified
 * @param members one per planned member, in the plan's order
 */
public record BinariesInstalled(
    String expansionId,
    DeploymentReference deployment,
    ExpansionRequest request,
    JsonNode plan,
    List<InstalledMember> members) {

  /** Copies the collections; a missing one reads as empty. */
  public BinariesInstalled {
    members = Ordered.list(members);
  }
}
