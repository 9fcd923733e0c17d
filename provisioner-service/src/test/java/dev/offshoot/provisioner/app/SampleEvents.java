package dev.offshoot.provisioner.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.PlanApproved;
import java.time.Instant;
import java.util.List;

/** Events of one expansion, as the other services would publish them. */
public final class SampleEvents {

  public static final String EXPANSION = "0b0f5c1e-5a0e-4d0c-9b55-3f3c4b1f0001";
  public static final String DEPLOYMENT = "orders";
  public static final String FIRST_HOST = "0b0f5c1e-5a0e-4d0c-9b55-3f3c4b1f0011";
  public static final String SECOND_HOST = "0b0f5c1e-5a0e-4d0c-9b55-3f3c4b1f0012";
  public static final String DIGEST = "d1";

  static final DeploymentReference REFERENCE =
      ContractJson.read(
          "{\"name\":\"orders\",\"connectionString\":\"mongodb://a:1\",\"automaticApproval\":true}",
          DeploymentReference.class);

  private SampleEvents() {}

  /** PlanCreated for hosts with these ids and addresses, alternating. */
  public static JsonNode planCreated(String approval, String... idsAndAddresses) {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < idsAndAddresses.length; i += 2) {
      members
          .append(i == 0 ? "" : ",")
          .append(
              """
              {"memberId":%d,"address":"%s","votes":0,"priority":0,"hidden":false,"tags":{},
               "host":{"requestId":"%s","provider":"local","shape":"small","site":"cellar",
                       "cpus":1,"memoryBytes":1073741824,"diskBytes":10737418240}}
              """
                  .formatted(3 + i / 2, idsAndAddresses[i + 1], idsAndAddresses[i]));
    }
    return ContractJson.read(
        """
        {"expansionId":"%s","approval":"%s",
         "deployment":{"name":"orders","connectionString":"mongodb://a:1","automaticApproval":true},
         "request":{"deployment":"orders"},
         "plan":{"id":"p1","digest":"%s","deployment":"orders","expiresAt":"2026-01-02T00:00:00Z",
                 "software":{"agentSha256":"ab","agentUrl":"https://127.0.0.1:8085","agentAuthorities":"-----BEGIN","mongodSizeBytes":1},
                 "toAdd":[%s],"unknownToUs":{"kept":true}}}
        """
            .formatted(EXPANSION, approval, DIGEST, members),
        JsonNode.class);
  }

  /** The same plan with another end. */
  public static JsonNode expiringAt(JsonNode planCreated, String expiresAt) {
    ((ObjectNode) planCreated.get("plan")).put("expiresAt", expiresAt);
    return planCreated;
  }

  /** The same plan with a machine of the pool for each of its hosts. */
  public static JsonNode claiming(JsonNode planCreated, String... machines) {
    for (int i = 0; i < machines.length; i++) {
      ((ObjectNode) planCreated.at("/plan/toAdd/" + i + "/host"))
          .put("provider", "pool")
          .put("shape", machines[i]);
    }
    return planCreated;
  }

  public static PlanApproved approved(String digest) {
    return new PlanApproved(
        EXPANSION, DEPLOYMENT, digest, "anna", Instant.parse("2026-01-01T00:00:01Z"));
  }

  public static ExpansionAborted aborted() {
    return new ExpansionAborted(
        EXPANSION, REFERENCE, new Cause("install", "CANCELLED", "cancelled", "none"), "anna");
  }

  public static BinariesRemoved binariesRemoved() {
    return new BinariesRemoved(EXPANSION, REFERENCE, List.of());
  }
}
