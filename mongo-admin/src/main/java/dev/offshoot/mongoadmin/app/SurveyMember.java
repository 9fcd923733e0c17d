package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.time.Duration;
import java.util.Optional;

/** Asks one member everything, over one connection. */
final class SurveyMember {

  private final MemberAdmins admins;
  private final Duration deadline;

  SurveyMember(MemberAdmins admins, Duration deadline) {
    this.admins = admins;
    this.deadline = deadline;
  }

  /** hello, without login where the login fails: arbiters and new members know no users. */
  Answer<HelloView> hello(MemberAddress address, Credential credential) {
    Answer<HelloView> hello;
    try (MemberAdmin member = admins.open(address, credential)) {
      hello = member.hello(deadline);
    }
    if (hello instanceof Answer.NotAuthenticated<HelloView>) {
      try (MemberAdmin member = admins.open(address, Credential.none())) {
        return member.hello(deadline);
      }
    }
    return hello;
  }

  MemberSurvey survey(MemberAddress address, Credential credential) {
    try (MemberAdmin member = admins.open(address, credential)) {
      Answer<HelloView> hello = member.hello(deadline);
      return switch (hello) {
        case Answer.NotAuthenticated<HelloView>(String reason) ->
            withoutLogin(address, new Answer.NotAuthenticated<>(reason));
        case Answer.Answered<HelloView> ignored ->
            new MemberSurvey(address, hello, views(member), facts(member));
        default -> nothing(address, hello);
      };
    }
  }

  private MemberSurvey.SetViews views(MemberAdmin member) {
    return new MemberSurvey.SetViews(
        member.status(deadline),
        member.configuration(deadline),
        member.storedConfiguration(deadline),
        member.defaultWriteConcern(deadline),
        member.privileges(deadline));
  }

  private MemberSurvey.MemberFacts facts(MemberAdmin member) {
    return new MemberSurvey.MemberFacts(
        member.buildInfo(deadline),
        member.startOptions(deadline),
        member.modes(deadline),
        member.compatibilityVersion(deadline),
        member.activity(deadline),
        member.oplog(deadline),
        member.hostInfo(deadline),
        member.serverStatus(deadline),
        member.databaseStats(deadline),
        admins.certificate(member.address(), deadline));
  }

  private MemberSurvey withoutLogin(MemberAddress address, Answer<HelloView> failure) {
    try (MemberAdmin member = admins.open(address, Credential.none())) {
      Answer<HelloView> hello = member.hello(deadline);
      MemberSurvey none = nothing(address, failure);
      MemberSurvey.MemberFacts facts =
          new MemberSurvey.MemberFacts(
              member.buildInfo(deadline),
              none.facts().options(),
              none.facts().modes(),
              none.facts().compatibility(),
              none.facts().activity(),
              none.facts().oplog(),
              none.facts().host(),
              none.facts().server(),
              none.facts().databases(),
              none.facts().certificate());
      return new MemberSurvey(address, hello, none.views(), facts);
    }
  }

  /** The same failure for everything. */
  private static MemberSurvey nothing(MemberAddress address, Answer<HelloView> failure) {
    return new MemberSurvey(
        address,
        failure,
        new MemberSurvey.SetViews(
            same(failure), same(failure), same(failure), same(failure), same(failure)),
        new MemberSurvey.MemberFacts(
            same(failure),
            same(failure),
            same(failure),
            same(failure),
            same(failure),
            same(failure),
            same(failure),
            same(failure),
            same(failure),
            Optional.empty()));
  }

  private static <T> Answer<T> same(Answer<HelloView> failure) {
    return failure.flatMap(hello -> new Answer.Unknown<>("not asked"));
  }
}
