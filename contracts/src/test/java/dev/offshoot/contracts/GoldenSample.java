package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes a first golden sample of an event with every field filled; committed samples are never made
 * again.
 */
final class GoldenSample {

  private GoldenSample() {}

  static ObjectNode of(Class<?> type) {
    ObjectNode sample = ContractJson.LENIENT.createObjectNode();
    for (RecordComponent component : type.getRecordComponents()) {
      sample.set(component.getName(), value(component.getName(), component.getGenericType()));
    }
    return sample;
  }

  private static JsonNode value(String name, Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getActualTypeArguments().length == 2
          ? ContractJson.LENIENT.createObjectNode().put("site", "cloud")
          : ContractJson.LENIENT
              .createArrayNode()
              .add(value(name, generic.getActualTypeArguments()[0]));
    }
    Class<?> erased = (Class<?>) type;
    if (name.equals("plan") && JsonNode.class.isAssignableFrom(erased)) {
      return of(Plan.class);
    }
    if (erased.isRecord()) {
      return of(erased);
    }
    return ContractJson.tree(simple(name, erased));
  }

  private static Object simple(String name, Class<?> type) {
    if (type == String.class) {
      return name.equals("expansionId") ? "0191d5c2-7f3a-7000-8000-000000000001" : text(name);
    }
    if (type == Instant.class) {
      return Instant.parse("2026-01-02T03:04:05Z");
    }
    if (type == Duration.class) {
      return Duration.ofSeconds(12);
    }
    if (type == boolean.class || type == Boolean.class) {
      return true;
    }
    if (type == double.class || type == Double.class) {
      return 1.5;
    }
    if (JsonNode.class.isAssignableFrom(type)) {
      return ContractJson.LENIENT.createObjectNode().put("version", 4);
    }
    return 3;
  }

  private static String text(String name) {
    return switch (name) {
      case "deployment" -> "orders";
      case "address", "primary", "comparedWith", "syncSource" -> "db4.example.com:27017";
      case "connectionString" -> "mongodb://db1.example.com:27017/?replicaSet=rs0";
      default -> "a-" + name;
    };
  }
}
