package dev.offshoot.state.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request is well formed. Whether it is safe is the planner's decision, which
 * alone knows the set.
 */
public final class RequestRules {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern ACCEPTED =
      Pattern.compile("[A-Z][A-Z0-9_]{2,63}(:[^\\s:].{0,255})?");
  private static final List<String> APPROVALS = List.of("required", "automatic", "plan-only");
  private static final List<String> SEEDINGS = List.of("initial-sync");
  private static final int MOST_MEMBERS = 50;

  private RequestRules() {}

  /**
   * What is asked for, with defaults filled in.
   *
   * @param deployment name of the deployment
   * @param add number of members
   * @param approval how it is approved
   * @param votes votes wanted, if said
   * @param priority priority wanted, if said
   * @param tags tags wanted
   * @param seeding seeding methods
   * @param accept refusals accepted
   */
  public record Asked(
      @Nullable String deployment,
      int add,
      String approval,
      @Nullable Integer votes,
      @Nullable Double priority,
      Map<String, String> tags,
      List<String> seeding,
      List<String> accept) {

    /** Copies the lists. */
    public Asked {
      seeding = List.copyOf(seeding);
      accept = List.copyOf(accept);
    }
  }

  /** Whether this can be a deployment's name. */
  public static boolean isName(@Nullable String name) {
    return name != null && NAME.matcher(name).matches();
  }

  /** The first thing that is wrong with a request for an expansion, if any. */
  public static Optional<Problem> wrongWith(Asked asked) {
    if (!isName(asked.deployment())) {
      return wrong("deployment", "it must name a registered deployment");
    }
    if (asked.add() < 1 || asked.add() > MOST_MEMBERS) {
      return wrong("add", "it must be between 1 and " + MOST_MEMBERS);
    }
    if (!APPROVALS.contains(asked.approval())) {
      return wrong("approval", "it must be one of " + String.join(", ", APPROVALS));
    }
    Integer votes = asked.votes();
    if (votes != null && votes != 0 && votes != 1) {
      return wrong("member.votes", "it must be 0 or 1");
    }
    Double priority = asked.priority();
    if (priority != null && !(priority >= 0 && priority <= 1000)) {
      return wrong("member.priority", "it must be between 0 and 1000");
    }
    return wrongLists(asked);
  }

  private static Optional<Problem> wrongLists(Asked asked) {
    if (asked.tags().entrySet().stream()
        .anyMatch(t -> t.getKey().isBlank() || t.getValue() == null)) {
      return wrong("member.tags", "each tag needs a name and a value");
    }
    if (!SEEDINGS.containsAll(asked.seeding())) {
      return wrong("seeding", "it may hold " + String.join(", ", SEEDINGS));
    }
    if (!asked.accept().stream().allMatch(a -> ACCEPTED.matcher(a).matches())) {
      return wrong("accept", "each entry is CODE or CODE:member");
    }
    return Optional.empty();
  }

  private static Optional<Problem> wrong(String field, String rule) {
    return Optional.of(
        new Problem(
            ProblemCode.INVALID_REQUEST,
            "Field " + field + " cannot be used as it is: " + rule + ".",
            "Correct the field " + field + " and ask again."));
  }
}
