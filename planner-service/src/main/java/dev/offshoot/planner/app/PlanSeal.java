package dev.offshoot.planner.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.Plan;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes a plan what people approve: with the configuration it was planned on, and a digest over
 * everything but its own id, digest and times.
 */
public final class PlanSeal {

  private static final List<String> NOT_DIGESTED =
      List.of("id", "digest", "observedAt", "createdAt", "expiresAt");
  private static final int ID_LENGTH = 8;

  private PlanSeal() {}

  /**
   * The sealed plan as JSON, in the order of the contract's components.
   *
   * @param configuration the configuration planned on, as the primary gave it
   */
  public static JsonNode seal(ExpansionPlan plan, JsonNode configuration) {
    ObjectNode tree = (ObjectNode) ContractJson.tree(plan);
    ((ObjectNode) tree.get("basis")).set("configuration", configuration);
    String digest = digest(tree);
    tree.put("id", "p-" + digest.substring(0, ID_LENGTH));
    tree.put("digest", digest);
    return ContractJson.tree(ContractJson.read(tree, Plan.class));
  }

  /** SHA-256, hexadecimal, over the JSON with sorted names and without whitespace. */
  public static String digest(JsonNode plan) {
    ObjectNode digested = plan.deepCopy();
    digested.remove(NOT_DIGESTED);
    byte[] canonical = sorted(digested).toString().getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.setAll(fields);
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(sorted(element)));
      return array;
    }
    return node;
  }
}
