package dev.offshoot.mongoadmin.app;

import dev.offshoot.contracts.ObservedKeyfile;
import dev.offshoot.contracts.ObservedProblem;
import dev.offshoot.contracts.ObservedUser;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.HeldPrivileges;
import dev.offshoot.mongoadmin.domain.NeededPrivileges;
import dev.offshoot.mongoadmin.domain.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs in as each user and as the keyfile, one after another, and compares the privileges. */
final class UserCheck {

  private final MemberAdmins admins;
  private final Duration deadline;
  private final SetSurvey set;
  private final List<ObservedUser> users = new ArrayList<>();
  private final List<ObservedProblem> problems = new ArrayList<>();

  UserCheck(MemberAdmins admins, Duration deadline, SetSurvey set) {
    this.admins = admins;
    this.deadline = deadline;
    this.set = set;
  }

  List<ObservedUser> users() {
    return users;
  }

  List<ObservedProblem> problems() {
    return problems;
  }

  void check(ObservationRequest request) {
    Optional<MemberSurvey> speaker = set.speaker();
    if (speaker.isEmpty()) {
      return;
    }
    MemberSurvey member = speaker.get();
    user(member, Purpose.OBSERVE, request.observe(), member.views().privileges());
    for (Purpose purpose : List.of(Purpose.CHANGE, Purpose.PROVE)) {
      NamedCredential named = purpose == Purpose.CHANGE ? request.change() : request.prove();
      boolean known = named.credential().equals(request.observe().credential());
      Answer<HeldPrivileges> held =
          known ? member.views().privileges() : privileges(member, named.credential());
      user(member, purpose, named, held);
    }
  }

  private Answer<HeldPrivileges> privileges(MemberSurvey member, Credential credential) {
    try (MemberAdmin admin = admins.open(member.address(), credential)) {
      return admin.privileges(deadline);
    }
  }

  private void user(
      MemberSurvey member, Purpose purpose, NamedCredential named, Answer<HeldPrivileges> answer) {
    Optional<HeldPrivileges> held = answer.answer();
    boolean open = !SoftwareReading.accessControl(member);
    boolean loggedIn = held.isPresent() && (open || !held.get().users().isEmpty());
    List<String> missing =
        loggedIn && !open ? held.get().missing(NeededPrivileges.of(purpose)) : List.of();
    users.add(new ObservedUser(purpose.label(), named.secret(), loggedIn, missing));
    String at = member.address().format();
    if (held.isEmpty() && !(answer instanceof Answer.NotAuthenticated<?>)) {
      problems.add(SurveyProblems.problem(member.address(), purpose.label() + " user", answer));
    } else if (!loggedIn) {
      String why = held.isPresent() ? "no login is given" : answer.explain();
      problems.add(new ObservedProblem("NOT_AUTHORIZED", at, purpose.label() + " user: " + why));
    } else if (!missing.isEmpty()) {
      problems.add(
          new ObservedProblem(
              "PRIVILEGE_MISSING",
              at,
              purpose.label() + " user lacks " + String.join(", ", missing)));
    }
  }

  /** Whether the named keyfile opens the member everything is asked of. */
  ObservedKeyfile keyfile(@Nullable Keyfile keyfile) {
    List<Boolean> uses =
        set.members().stream().flatMap(m -> SoftwareReading.usesKeyfile(m).stream()).toList();
    boolean required = uses.isEmpty() || uses.contains(true);
    if (keyfile == null) {
      return new ObservedKeyfile(required, false, false, null);
    }
    Optional<MemberSurvey> speaker = set.speaker();
    if (!required || speaker.isEmpty()) {
      String why = required ? "no member could be asked" : "the members use no keyfile";
      return new ObservedKeyfile(required, true, false, why);
    }
    List<Answer<HeldPrivileges>> tried = new ArrayList<>();
    for (Credential key : keyfile.credentials()) {
      tried.add(privileges(speaker.get(), key));
    }
    boolean accepted = tried.stream().anyMatch(answer -> answer.answer().isPresent());
    String why = tried.isEmpty() ? "the keyfile holds no key" : tried.getLast().explain();
    return new ObservedKeyfile(
        required,
        true,
        accepted,
        accepted ? null : Objects.requireNonNull(why) + " at " + speaker.get().address());
  }
}
