package dev.offshoot.cli.api;

import com.fasterxml.jackson.databind.JsonNode;

/** A service answered with a problem document (RFC 9457). */
public final class CallRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String remedy;

  CallRefused(int status, JsonNode problem, String call) {
    super(
        problem.path("detail").asText(problem.path("title").asText(call + " answered " + status)));
    this.status = status;
    this.code = problem.path("code").asText("");
    this.remedy = problem.path("remedy").asText("");
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Stable code; empty when the answer was no problem document. */
  public String code() {
    return code;
  }

  /** What to do; empty where the detail says it. */
  public String remedy() {
    return remedy;
  }
}
