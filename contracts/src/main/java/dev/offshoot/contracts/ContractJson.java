package dev.offshoot.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How records become JSON: ISO-8601 times and durations, absent instead of null; facts read
 * leniently, requests strictly.
 */
public final class ContractJson {

  /** For facts: an unknown field is passed over. */
  public static final ObjectMapper LENIENT = mapper(false);

  /** For requests: an unknown field is an error. */
  public static final ObjectMapper STRICT = mapper(true);

  private static final RecentRecords RECENT = new RecentRecords();

  private ContractJson() {}

  /** The record as a JSON tree. */
  public static JsonNode tree(Object value) {
    return LENIENT.valueToTree(value);
  }

  /**
   * Reads a fact leniently.
   *
   * @throws IllegalArgumentException when the tree cannot be read as this type
   */
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return LENIENT.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads stored JSON text. Records that were read lately are given again; trees in them must be
   * passed on as they are.
   *
   * @throws IllegalArgumentException when the text cannot be read as this type
   */
  public static <T> T read(String json, Class<T> type) {
    return type.isRecord() ? RECENT.get(json, type, ContractJson::parsed) : parsed(json, type);
  }

  /**
   * Reads stored JSON text in a way of its own; a record that was read from it lately is given
   * again.
   */
  public static <T extends Record> T read(
      String json, Class<T> type, BiFunction<String, Class<T>, T> reader) {
    return RECENT.get(json, type, reader);
  }

  private static <T> T parsed(String json, Class<T> type) {
    try {
      return LENIENT.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** The value as JSON text, which is the text it was read from when it is still the same value. */
  public static String text(Object value, @Nullable String readFrom) {
    return readFrom != null && RECENT.holds(readFrom, value) ? readFrom : text(value);
  }

  /** The value as JSON text. */
  public static String text(Object value) {
    try {
      return LENIENT.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "cannot be written as JSON: " + value.getClass().getSimpleName(), e);
    }
  }

  private static ObjectMapper mapper(boolean strict) {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(new Jdk8Module())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .build();
  }
}
