package dev.offshoot.mongoadmin.app;

import dev.offshoot.contracts.Observation;
import dev.offshoot.contracts.ObservedProblem;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a whole set from every member by direct connections. What could not be read becomes a
 * problem of the observation; it never throws for anything the set or the network does.
 */
public final class ObserveReplicaSet {

  private final MemberAdmins admins;
  private final ConnectionStrings strings;
  private final Gather gather;
  private final InstantSource clock;
  private final Duration deadline;

  /** Everything it needs; the deadline is for each single command. */
  public ObserveReplicaSet(
      MemberAdmins admins,
      ConnectionStrings strings,
      Gather gather,
      InstantSource clock,
      Duration deadline) {
    this.admins = admins;
    this.strings = strings;
    this.gather = gather;
    this.clock = clock;
    this.deadline = deadline;
  }

  /** The full observation, for a plan. */
  public Observation observe(ObservationRequest request) {
    Instant at = clock.instant();
    ObservationDraft draft = new ObservationDraft(at, request);
    switch (strings.read(request.connectionString())) {
      case ConnectionStrings.Reading.Invalid(String reason) ->
          draft.problem(new ObservedProblem("INVALID_CONNECTION_STRING", null, reason));
      case ConnectionStrings.Reading.Valid(Seeds seeds) -> observe(draft, request, seeds);
    }
    return draft.observation();
  }

  private void observe(ObservationDraft draft, ObservationRequest request, Seeds seeds) {
    MemberAdmins members = admins.over(request.transport());
    Credential observe = request.observe().credential();
    SetDiscovery.Found found = new SetDiscovery(members, gather, deadline).find(seeds, observe);
    draft.problems(found.problems());
    if (!found.members().isEmpty()) {
      look(members, draft, request, found.members());
    }
  }

  private void look(
      MemberAdmins members,
      ObservationDraft draft,
      ObservationRequest request,
      List<MemberAddress> addresses) {
    SetSurvey set = survey(members, addresses, request.observe().credential());
    draft.set(set);
    SurveyProblems problems = new SurveyProblems(members, deadline);
    gather.each(set.members(), problems::of).forEach(draft::problems);
    UserCheck users = new UserCheck(members, deadline, set);
    users.check(request);
    draft.users(users.users());
    draft.problems(users.problems());
    draft.keyfile(users.keyfile(request.keyfile()));
  }

  private SetSurvey survey(
      MemberAdmins members, List<MemberAddress> addresses, Credential observe) {
    SurveyMember member = new SurveyMember(members, deadline);
    List<MemberSurvey> surveys =
        new ArrayList<>(gather.each(addresses, address -> member.survey(address, observe)));
    SetSurvey set = new SetSurvey(surveys);
    Optional<ReplicaSetConfiguration> configuration = set.configuration();
    // The first configuration heard may be older than the primary's.
    List<MemberAddress> late =
        configuration.map(ReplicaSetConfiguration::members).orElse(List.of()).stream()
            .map(MemberEntry::address)
            .filter(address -> set.member(address).isEmpty())
            .toList();
    if (late.isEmpty()) {
      return set;
    }
    surveys.addAll(gather.each(late, address -> member.survey(address, observe)));
    return new SetSurvey(surveys);
  }

  /** hello and replSetGetStatus of known members only, for the background. */
  public Glance glance(List<MemberAddress> members, Credential observe, Transport transport) {
    Instant at = clock.instant();
    MemberAdmins over = admins.over(transport);
    return new Glance(at, gather.each(members, address -> glance(over, address, observe)));
  }

  private Glance.MemberGlance glance(MemberAdmins over, MemberAddress address, Credential observe) {
    SurveyMember survey = new SurveyMember(over, deadline);
    try (MemberAdmin member = over.open(address, observe)) {
      var status = member.status(deadline);
      return new Glance.MemberGlance(address, survey.hello(address, observe), status);
    }
  }
}
