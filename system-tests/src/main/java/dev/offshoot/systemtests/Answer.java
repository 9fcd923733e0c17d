package dev.offshoot.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.offshoot.contracts.ContractJson;
import java.net.http.HttpResponse;

/**
 * An answer of state-service.
 *
 * @param status HTTP status
 * @param contentType media type
 * @param location header Location, or empty
 * @param text body as it came
 */
public record Answer(int status, String contentType, String location, String text) {

  static Answer of(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("content-type").orElse(""),
        response.headers().firstValue("location").orElse(""),
        response.body());
  }

  /** The body as JSON; missing where there is none. */
  public JsonNode json() {
    return text.isBlank() ? MissingNode.getInstance() : ContractJson.read(text, JsonNode.class);
  }

  /** The stable code of a problem document. */
  public String code() {
    return json().path("code").asText();
  }
}
