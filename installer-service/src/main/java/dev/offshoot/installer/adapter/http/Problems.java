package dev.offshoot.installer.adapter.http;

import dev.offshoot.contracts.ContractJson;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Problem documents (RFC 9457) with a stable code. */
final class Problems {

  private Problems() {}

  static Response of(int status, String code, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("status", status);
    problem.put("code", code);
    problem.put("detail", detail);
    return Response.status(status)
        .type("application/problem+json")
        .entity(ContractJson.text(problem))
        .build();
  }
}
