package dev.offshoot.state.app;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.state.domain.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads requests strictly: an unknown field, a field twice, or a value of another kind is refused,
 * and the field named.
 */
public final class RequestReader {

  private static final ObjectMapper STRICT =
      ContractJson.STRICT
          .copy()
          .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
          .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
          .configure(DeserializationFeature.ACCEPT_FLOAT_AS_INT, false)
          .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true);

  private RequestReader() {}

  /** Reads one request. */
  public static <T> Outcome<T> read(String json, Class<T> type) {
    try {
      T value = STRICT.readValue(json, type);
      return value == null ? malformed("The body is empty.") : Outcome.done(value);
    } catch (UnrecognizedPropertyException unknown) {
      String field = path(unknown);
      return Outcome.refused(
          ProblemCode.UNKNOWN_FIELD,
          "Field " + field + " is not known.",
          "Remove the field " + field + ", or correct its spelling.");
    } catch (JsonMappingException mapping) {
      String field = path(mapping);
      return malformed(
          field.isEmpty()
              ? "The body is not what this call takes."
              : "Field " + field + " has a value of the wrong kind.");
    } catch (JsonProcessingException notJson) {
      return malformed("The body is not JSON.");
    }
  }

  private static <T> Outcome<T> malformed(String detail) {
    return Outcome.refused(ProblemCode.INVALID_REQUEST, detail, "Correct the body and ask again.");
  }

  private static String path(JsonMappingException e) {
    List<JsonMappingException.Reference> references = e.getPath();
    return references.stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."));
  }
}
