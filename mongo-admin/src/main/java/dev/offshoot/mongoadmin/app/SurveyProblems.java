package dev.offshoot.mongoadmin.app;

import dev.offshoot.contracts.ObservedProblem;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.ErrorMeaning;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns every answer that is none into a problem: nothing unread passes for fine. */
final class SurveyProblems {

  private final MemberAdmins admins;
  private final Duration deadline;

  SurveyProblems(MemberAdmins admins, Duration deadline) {
    this.admins = admins;
    this.deadline = deadline;
  }

  List<ObservedProblem> of(MemberSurvey survey) {
    if (!survey.reachable()) {
      return List.of(unreachable(survey.address(), survey.hello()));
    }
    if (survey.isArbiter()) {
      // Arbiters hold no users and tell strangers next to nothing; the driver does not even log in.
      return List.of();
    }
    if (survey.views().status() instanceof Answer.NotAuthenticated<?> failed) {
      return notLoggedIn(survey, failed);
    }
    List<ObservedProblem> problems = new ArrayList<>();
    MemberSurvey.SetViews views = survey.views();
    MemberSurvey.MemberFacts facts = survey.facts();
    note(problems, survey, "replSetGetStatus", views.status());
    note(problems, survey, "replSetGetConfig", views.configuration());
    note(problems, survey, "local.system.replset", views.stored());
    note(problems, survey, "getDefaultRWConcern", views.writeConcern());
    note(problems, survey, "connectionStatus", views.privileges());
    note(problems, survey, "buildInfo", facts.buildInfo());
    note(problems, survey, "getCmdLineOpts", facts.options());
    note(problems, survey, "tlsMode, clusterAuthMode", facts.modes());
    note(problems, survey, "featureCompatibilityVersion", facts.compatibility());
    note(problems, survey, "currentOp", facts.activity());
    note(problems, survey, "local.oplog.rs", facts.oplog());
    note(problems, survey, "hostInfo", facts.host());
    note(problems, survey, "serverStatus", facts.server());
    note(problems, survey, "dbStats", facts.databases());
    return problems;
  }

  /** A member that speaks TLS and is not understood differs from us in how; others are silent. */
  ObservedProblem unreachable(MemberAddress address, Answer<HelloView> hello) {
    if (hello instanceof Answer.Unreachable<?> && admins.speaksTls(address, deadline)) {
      String detail =
          admins.transport().tls()
              ? "no TLS connection came about: " + hello.explain()
              : "the member answers TLS only";
      return new ObservedProblem("TLS_MISMATCH", address.format(), detail);
    }
    return problem(address, "hello", hello);
  }

  private static List<ObservedProblem> notLoggedIn(MemberSurvey survey, Answer<?> failed) {
    String code = survey.servesUsers() ? "NOT_AUTHORIZED" : "NOT_READ";
    return List.of(
        new ObservedProblem(
            code, survey.address().format(), "observing user: " + failed.explain()));
  }

  private static void note(
      List<ObservedProblem> problems, MemberSurvey survey, String what, Answer<?> answer) {
    if (answer.answer().isEmpty()) {
      problems.add(problem(survey.address(), what, answer));
    }
  }

  static ObservedProblem problem(MemberAddress address, String what, Answer<?> answer) {
    String code =
        switch (answer) {
          case Answer.Unreachable<?> ignored -> "UNREACHABLE";
          case Answer.NotAuthenticated<?> ignored -> "NOT_AUTHORIZED";
          case Answer.Refused<?> refused ->
              refused.meaning() == ErrorMeaning.PRIVILEGE_MISSING
                  ? "PRIVILEGE_MISSING"
                  : "NOT_READ";
          case Answer.Unknown<?> ignored -> "NOT_READ";
          case Answer.Answered<?> ignored -> "NOT_READ";
        };
    return new ObservedProblem(code, address.format(), what + ": " + answer.explain());
  }
}
