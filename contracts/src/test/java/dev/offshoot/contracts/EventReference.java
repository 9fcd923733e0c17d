package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * The event reference for people and the AsyncAPI document, both made from the one table of events.
 */
final class EventReference {

  private EventReference() {}

  static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Events\n\n");
    page.append(
        "Generated from `contracts`; do not edit. CloudEvents 1.0 in binary mode on Kafka: attributes are `ce_`\n");
    page.append(
        "headers, the key is the deployment, the value is JSON that fits the schema. One topic per event type. The\n");
    page.append("same `ce_id` is the same event: read it once.\n\n");
    page.append("| Event | Topic | Moves an expansion | Schema |\n|---|---|---|---|\n");
    for (EventType type : EventType.values()) {
      page.append(
          "| `%s` | `%s` | %s | [`%s`](../contracts/src/main/resources/schemas/%s) |%n"
              .formatted(
                  type.eventName(),
                  type.topic(),
                  type.flow().name().toLowerCase(Locale.ROOT),
                  type.schema(),
                  type.schema())
              .replace("\r", ""));
    }
    page.append("\nUnreadable records go to `").append(EventType.DEAD_LETTER_TOPIC);
    page.append(
        "` with their bytes and headers as they came and the reason in `offshoot_reason`.\n");
    page.append("\nOnly `offshoot.expansion-requested` is open to other producers: `ce_type`\n`");
    page.append(EventType.EXPANSION_REQUESTED.wireType());
    page.append("`, any `ce_source`, `ce_id` and `ce_subject` of theirs.\n");
    return page.toString();
  }

  static ObjectNode asyncApi() {
    ObjectNode document = ContractJson.LENIENT.createObjectNode();
    document.put("asyncapi", "3.0.0");
    document.putObject("info").put("title", "Offshoot events").put("version", "1.0.0");
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode messages = document.putObject("components").putObject("messages");
    for (EventType type : EventType.values()) {
      String name = type.eventName();
      channels
          .putObject(name)
          .put("address", type.topic())
          .putObject("messages")
          .putObject(name)
          .put("$ref", "#/components/messages/" + name);
      ObjectNode operation =
          operations.putObject((type.flow() == EventFlow.REQUEST ? "receive" : "send") + name);
      operation.put("action", type.flow() == EventFlow.REQUEST ? "receive" : "send");
      operation.putObject("channel").put("$ref", "#/channels/" + name);
      ObjectNode message = messages.putObject(name);
      message.put("contentType", "application/json");
      message.set("headers", headers(type));
      message.putObject("payload").put("$ref", "schemas/" + type.schema());
    }
    return document;
  }

  private static ObjectNode headers(EventType type) {
    ObjectNode headers = ContractJson.LENIENT.createObjectNode().put("type", "object");
    ArrayNode required = headers.putArray("required");
    ObjectNode properties = headers.putObject("properties");
    for (String name :
        new String[] {"ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time"}) {
      required.add(name);
      properties.putObject(name).put("type", "string");
    }
    properties.putObject("ce_type").put("const", type.wireType());
    properties.putObject("ce_expansionid").put("type", "string");
    properties.putObject("ce_causationid").put("type", "string");
    properties.putObject("ce_dataschema").put("const", type.schema());
    return headers;
  }
}
