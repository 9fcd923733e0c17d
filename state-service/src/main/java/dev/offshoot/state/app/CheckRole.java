package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.access.domain.Caller;
import dev.offshoot.access.domain.Role;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a caller's role is enough, and writes a refusal into the audit: once an hour for
 * each token and kind of call, so that nobody can bury the audit in refusals.
 */
public final class CheckRole {

  private static final int LONGEST_PATH = 200;

  private final AuditTrail trail;
  private final InstantSource clock;

  /**
   * What is called.
   *
   * @param method of HTTP
   * @param path as it was called
   * @param deployment the deployment it is about, or "-"
   */
  public record Call(String method, String path, String deployment) {}

  /** With these ports. */
  public CheckRole(AuditTrail trail, InstantSource clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * The role a request for an expansion needs. One that waits for somebody's approval changes
   * nothing by itself; one that is approved by a rule, or that accepts a refusal, decides.
   */
  public static Role neededFor(ExpansionRequest request) {
    boolean planOnly = "plan-only".equals(request.approval());
    boolean decides = Requests.isAutomatic(request) || !request.accept().isEmpty();
    return decides && !planOnly ? Role.APPROVE : Role.PLAN;
  }

  /**
   * Why the call is refused, or nothing.
   *
   * @param caller who calls
   * @param name how the audit names the caller
   */
  public Optional<Problem> missing(Caller caller, String name, Role needed, Call call) {
    if (caller.role().includes(needed)) {
      return Optional.empty();
    }
    trail.append(List.of(entry(caller, name, needed, call)));
    return Optional.of(
        new Problem(
            ProblemCode.ROLE_MISSING,
            "Token %s has the role %s; this call needs %s."
                .formatted(caller.name(), caller.role().word(), needed.word()),
            "Use a token with the role %s, or ask its holder.".formatted(needed.word())));
  }

  private AuditEntry entry(Caller caller, String name, Role needed, Call call) {
    Instant now = clock.instant();
    String path = call.path().substring(0, Math.min(LONGEST_PATH, call.path().length()));
    ObjectNode detail =
        ContractJson.LENIENT
            .createObjectNode()
            .put("call", call.method() + " " + path)
            .put("role", caller.role().word())
            .put("needed", needed.word());
    String id =
        "refused/%s/%s/%s/%s"
            .formatted(caller.name(), call.method(), kind(path), now.truncatedTo(ChronoUnit.HOURS));
    return new AuditEntry(
        id,
        now,
        name,
        AuditEntry.Action.CALL_REFUSED,
        new AuditEntry.Subject(call.deployment(), null),
        detail);
  }

  /** The first word of the path: what is in the others is the caller's choice. */
  private static String kind(String path) {
    String plain = path.startsWith("/") ? path.substring(1) : path;
    int end = plain.indexOf('/');
    return end < 0 ? plain : plain.substring(0, end);
  }
}
