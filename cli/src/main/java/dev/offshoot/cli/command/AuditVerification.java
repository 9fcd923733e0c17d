package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says whether the audit's chain of hashes holds, and whether a hash kept before is still in it.
 */
final class AuditVerification {
  private static final Pattern HEAD = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

  private final Session session;

  AuditVerification(Session session) {
    this.session = session;
  }

  /**
   * Checks.
   *
   * @param head a number and hash that were kept, or empty
   */
  int check(String head) {
    Matcher kept = HEAD.matcher(head);
    if (!head.isEmpty() && !kept.matches()) {
      throw new CommandFailed(
          "\"" + head + "\" is not a number and a hash",
          "Give what an earlier --verify printed, such as 12:5f0e….",
          ExitCode.WRONG_USAGE);
    }
    long number = head.isEmpty() ? 0 : Long.parseLong(kept.group(1));
    JsonNode chain = session.state().auditChain(number);
    boolean same = head.isEmpty() || chain.path("askedHash").asText().equals(kept.group(2));
    if (session.isJson()) {
      session.json(chain);
    } else {
      session.screen().say(sentence(chain, number, same));
    }
    return chain.path("intact").asBoolean() && same ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static String sentence(JsonNode chain, long number, boolean same) {
    if (!chain.path("intact").asBoolean()) {
      return "the audit was changed: entry "
          + chain.path("broken").asLong()
          + " does not follow the one before it";
    }
    if (!same) {
      return "the audit was made anew: entry " + number + " has another hash than the one kept";
    }
    return "%d entries, each follows the one before; keep this: %d:%s"
        .formatted(
            chain.path("entries").asLong(),
            chain.path("entries").asLong(),
            chain.path("hash").asText());
  }
}
