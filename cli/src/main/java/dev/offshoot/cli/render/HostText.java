package dev.offshoot.cli.render;

import com.fasterxml.jackson.databind.JsonNode;

/** Says in words how far a host is, from what state-service lists. */
public final class HostText {

  private static final String UNDER_WAY = "UNDER_WAY";
  private static final String REFUSED = "REFUSED";

  private HostText() {}

  /** How far its removal or detachment is; empty for none. */
  public static String state(JsonNode host) {
    return host.path("removal").path("state").asText("");
  }

  /** Whether a person must look before the host leaves. */
  public static boolean asks(JsonNode host) {
    String state = state(host);
    return !state.isEmpty() && !state.equals(UNDER_WAY);
  }

  /** Why a person must look. */
  public static String cause(JsonNode host) {
    return why(host.path("removal").path("cause"));
  }

  /** A cause in one line. */
  public static String why(JsonNode cause) {
    return cause.path("code").asText()
        + ": "
        + cause.path("detail").asText()
        + "; "
        + cause.path("remedy").asText();
  }

  /** What it carries, and whether it is leaving. */
  public static String carries(JsonNode host) {
    return carried(host) + leaving(host);
  }

  private static String carried(JsonNode host) {
    return switch (host.path("state").asText("")) {
      case "OFFERED" -> "nothing, has not joined yet";
      case "EXPIRED" -> "nothing, did not join in time: add it again";
      case "SPARE" -> "nothing, is a spare";
      case "SILENT" ->
          "nothing, is silent since " + host.path("heardAt").asText() + " and not claimed";
      default -> member(host.path("carries"));
    };
  }

  private static String member(JsonNode member) {
    return member.isObject() ? "member _id " + member.path("memberId").asText() : "nothing";
  }

  private static String leaving(JsonNode host) {
    String how = host.path("removal").path("detach").asBoolean() ? "detached" : "removed";
    return switch (state(host)) {
      case "" -> "";
      case UNDER_WAY -> ", is being " + how;
      case REFUSED -> ", was not " + how + ": " + cause(host);
      default -> ", is being " + how + ": " + cause(host);
    };
  }

  /** What the audit says of how this host was detached last; empty for nothing. */
  public static String detached(JsonNode audit, String host) {
    String said = "";
    for (JsonNode entry : audit) {
      JsonNode detail = entry.path("detail");
      boolean isIt =
          detail.path("host").asText().equals(host)
              || detail.path("hostRequestId").asText().equals(host);
      if (isIt && entry.path("action").asText().equals("HOST_DETACHED")) {
        said = detail.path("said").asText();
      }
    }
    return said;
  }
}
