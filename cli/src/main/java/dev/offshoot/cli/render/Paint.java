package dev.offshoot.cli.render;

/** Colours, or none: on a terminal that wants them. */
public enum Paint {
  COLOURED,
  PLAIN;

  public String good(String text) {
    return with("32", text);
  }

  public String bad(String text) {
    return with("31", text);
  }

  public String attention(String text) {
    return with("33", text);
  }

  public String heading(String text) {
    return with("1", text);
  }

  public String quiet(String text) {
    return with("2", text);
  }

  /** Coloured by what a status, state or outcome means to a person. */
  public String status(String text) {
    return switch (text) {
      case "COMPLETED", "PLANNED", "DONE", "EQUAL", "ready", "ok", "PRIMARY", "SECONDARY", "yes" ->
          good(text);
      case "REJECTED", "ROLLED_BACK", "FAILED", "DIFFERENT", "stopped", "DOWN", "NO MAJORITY" ->
          bad(text);
      case "NEEDS_ATTENTION",
          "ROLLING_BACK",
          "AWAITING_APPROVAL",
          "NOT_COMPARED",
          "UNDONE",
          "warn",
          "starting" ->
          attention(text);
      default -> text;
    };
  }

  private String with(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
  }
}
