package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The line a person pastes on a machine of theirs: fetches the script, checks it, runs it. That it
 * is the right one is said by the checksum alone; the machine learns the CA from the script. The
 * token is written by a shell's own {@code printf}, so that it stands in no process's arguments.
 *
 * @param url where the script is
 * @param sha256 its checksum
 * @param hasMongod whether a package of mongod that is installed there may be used
 */
record JoinCommand(String url, String sha256, boolean hasMongod) {

  static JoinCommand of(JsonNode join, boolean hasMongod) {
    return new JoinCommand(join.path("url").asText(), join.path("sha256").asText(), hasMongod);
  }

  /** Joins. */
  String line(String token, String id, String address) {
    return fetched()
        + "printf '%s\\n' "
        + token
        + " | "
        + script()
        + " "
        + id
        + " '"
        + address
        + "'";
  }

  /** Only says what it would check and make. */
  String dryRun(String address) {
    return fetched() + script() + " --dry-run '" + address + "'";
  }

  private String script() {
    return (hasMongod ? "OFFSHOOT_HAS_MONGOD=yes " : "") + "sh \"$f\"";
  }

  private String fetched() {
    return "f=$(mktemp) && curl -fsSk --max-time 60 -o \"$f\" '"
        + url
        + "' && echo \""
        + sha256
        + "  $f\" | sha256sum -c - && ";
  }
}
