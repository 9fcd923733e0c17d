package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.ReplicaSet;
import dev.offshoot.planner.domain.observed.ObservedProblem;
import dev.offshoot.planner.domain.observed.ObservedUser;
import java.util.ArrayList;
import java.util.List;

/** Could everything be read, by users that may do what the expansion needs? */
final class AccessChecks implements Check {

  private static final List<String> PURPOSES = List.of("observe", "change", "prove");

  private static final List<RefusalCode> BEYOND_ARBITERS =
      List.of(RefusalCode.NOT_AUTHORIZED, RefusalCode.PRIVILEGE_MISSING);

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.UNREACHABLE,
        RefusalCode.NOT_AUTHORIZED,
        RefusalCode.PRIVILEGE_MISSING,
        RefusalCode.NOT_A_REPLICA_SET,
        RefusalCode.SHARDED_CLUSTER);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    ReplicaSet set = draft.set();
    for (ObservedProblem problem : set.observed().problems()) {
      problem(problem, set, findings);
    }
    users(set, findings);
    nothing(set, findings);
    return findings;
  }

  /** A problem of a member that is down is told by {@link HealthChecks}. */
  private static void problem(ObservedProblem problem, ReplicaSet set, List<Finding> findings) {
    if (ofUnhealthyMember(problem, set)
        || ofNoMember(problem, set)
        || ofArbiter(problem, set)
        || ofUser(problem, set)) {
      return;
    }
    RefusalCode code = RefusalCode.named(problem.code()).orElse(RefusalCode.OBSERVATION_INCOMPLETE);
    String address = problem.address();
    String detail = (address == null ? "the set" : address) + ": " + problem.detail();
    findings.add(new Finding.Refused(code, address, detail, remedy(code), false));
  }

  private static boolean ofUnhealthyMember(ObservedProblem problem, ReplicaSet set) {
    return set.members().stream()
        .anyMatch(m -> m.address().equals(problem.address()) && !ReplicaSet.serving(m));
  }

  /** A host of the connection string that is no member need not answer where all members did. */
  private static boolean ofNoMember(ObservedProblem problem, ReplicaSet set) {
    return problem.code().equals(RefusalCode.UNREACHABLE.name())
        && problem.address() != null
        && !set.members().isEmpty()
        && set.members().stream().noneMatch(m -> m.address().equals(problem.address()));
  }

  /**
   * An arbiter holds no users, no oplog and no FCV: it tells little, and little is needed of it.
   */
  private static boolean ofArbiter(ObservedProblem problem, ReplicaSet set) {
    boolean untold = RefusalCode.named(problem.code()).map(BEYOND_ARBITERS::contains).orElse(true);
    return untold
        && set.members().stream()
            .anyMatch(m -> m.arbiterOnly() && m.address().equals(problem.address()));
  }

  /** Told with the user, see {@link #users}. */
  private static boolean ofUser(ObservedProblem problem, ReplicaSet set) {
    return set.observed().users().stream()
        .filter(user -> !user.authenticated() || !user.missing().isEmpty())
        .anyMatch(user -> problem.detail().startsWith(prefix(user)));
  }

  private static String prefix(ObservedUser user) {
    return user.purpose() + " user";
  }

  private static String remedy(RefusalCode code) {
    return switch (code) {
      case UNREACHABLE ->
          "Check the connection string, names and firewalls: at least one member must answer.";
      case NOT_AUTHORIZED ->
          "Check the secret's user and password, and the authentication database.";
      case PRIVILEGE_MISSING -> grantsRemedy();
      case NOT_A_REPLICA_SET -> "Offshoot grows replica sets: name the members of one.";
      case SHARDED_CLUSTER -> "Offshoot does not grow shards or config servers yet.";
      case TLS_MISMATCH -> TlsChecks.REGISTER;
      default -> "Observe again; if it stays, look at the member named.";
    };
  }

  private static String grantsRemedy() {
    return "Grant what is named: `offshoot deployment grants` prints the script.";
  }

  private static void users(ReplicaSet set, List<Finding> findings) {
    for (ObservedUser user : set.observed().users()) {
      String who = "the user to " + user.purpose() + named(user);
      if (!user.authenticated()) {
        findings.add(
            Finding.refused(
                RefusalCode.NOT_AUTHORIZED,
                who + " could not log in" + why(user, set),
                remedy(RefusalCode.NOT_AUTHORIZED)));
      } else if (!user.missing().isEmpty()) {
        findings.add(
            Finding.refused(
                RefusalCode.PRIVILEGE_MISSING,
                who + " lacks " + String.join(", ", user.missing()),
                grantsRemedy()));
      }
    }
    if (set.accessControl()) {
      everyPurpose(set.observed().users(), findings);
    }
  }

  private static void everyPurpose(List<ObservedUser> users, List<Finding> findings) {
    List<String> unknown =
        PURPOSES.stream()
            .filter(p -> users.stream().noneMatch(u -> u.purpose().equals(p)))
            .toList();
    if (!unknown.isEmpty()) {
      findings.add(
          Finding.refused(
              RefusalCode.NOT_AUTHORIZED,
              "the set uses access control, and no user was tried to " + String.join(", ", unknown),
              "Name the secret of a user: `offshoot deployment add … --credentials`."));
    } else if (users.stream().allMatch(u -> u.authenticated() && u.missing().isEmpty())) {
      findings.add(Finding.ok("privileges", "of the users to observe, change and prove"));
    }
  }

  private static String why(ObservedUser user, ReplicaSet set) {
    String start = prefix(user) + ": ";
    return set.observed().problems().stream()
        .filter(problem -> problem.detail().startsWith(start))
        .map(problem -> ": " + problem.detail().substring(start.length()))
        .findFirst()
        .orElse("");
  }

  private static String named(ObservedUser user) {
    return user.secret() == null ? "" : " (secret " + user.secret() + ")";
  }

  private static void nothing(ReplicaSet set, List<Finding> findings) {
    boolean told = findings.stream().anyMatch(f -> f instanceof Finding.Refused);
    if (set.members().isEmpty() && !told) {
      findings.add(
          Finding.refused(
              RefusalCode.UNREACHABLE,
              "no member of the set could be read",
              remedy(RefusalCode.UNREACHABLE)));
    }
  }
}
