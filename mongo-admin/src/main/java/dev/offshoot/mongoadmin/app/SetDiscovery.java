package dev.offshoot.mongoadmin.app;

import dev.offshoot.contracts.ObservedProblem;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Finds from the seeds whether there is a replica set, and which members it has. */
final class SetDiscovery {

  /**
   * What was found.
   *
   * @param members addresses of the members, hidden ones included where the configuration was read
   * @param problems why there are none, or what is odd
   */
  record Found(List<MemberAddress> members, List<ObservedProblem> problems) {}

  private record Heard(MemberAddress seed, Answer<HelloView> hello) {}

  private final MemberAdmins admins;
  private final Gather gather;
  private final Duration deadline;
  private final SurveyMember survey;

  SetDiscovery(MemberAdmins admins, Gather gather, Duration deadline) {
    this.admins = admins;
    this.gather = gather;
    this.deadline = deadline;
    this.survey = new SurveyMember(admins, deadline);
  }

  Found find(Seeds seeds, Credential observe) {
    List<Heard> heard =
        gather.each(seeds.addresses(), seed -> new Heard(seed, survey.hello(seed, observe)));
    List<Heard> answered =
        heard.stream()
            .filter(one -> one.hello().answer().isPresent())
            .sorted(Comparator.comparing(one -> !view(one).isWritablePrimary()))
            .toList();
    List<ObservedProblem> problems = new ArrayList<>();
    if (answered.isEmpty()) {
      heard.forEach(one -> problems.add(silent(one)));
      return new Found(List.of(), problems);
    }
    for (Heard one : answered) {
      notAMember(one, seeds).ifPresent(problems::add);
    }
    List<Heard> members =
        answered.stream().filter(one -> notAMember(one, seeds).isEmpty()).toList();
    if (members.isEmpty()) {
      return new Found(List.of(), problems);
    }
    List<MemberAddress> addresses = addresses(members, observe);
    localhost(seeds, addresses).ifPresent(problems::add);
    return new Found(addresses, problems);
  }

  private ObservedProblem silent(Heard one) {
    return new SurveyProblems(admins, deadline).unreachable(one.seed(), one.hello());
  }

  private static Optional<ObservedProblem> notAMember(Heard one, Seeds seeds) {
    HelloView view = view(one);
    String at = one.seed().format();
    if (view.isRouter() || view.isConfigServer()) {
      return Optional.of(
          new ObservedProblem(
              "SHARDED_CLUSTER", at, "a mongos or config server of a sharded cluster"));
    }
    Optional<String> name = view.setName();
    if (name.isEmpty()) {
      String what =
          view.isGhost()
              ? "runs with a set name, but has no configuration it is part of"
              : "a standalone, no member of a replica set";
      return Optional.of(new ObservedProblem("NOT_A_REPLICA_SET", at, what));
    }
    String wanted = seeds.setName();
    if (wanted != null && !wanted.equals(name.get())) {
      return Optional.of(
          new ObservedProblem(
              "NOT_A_REPLICA_SET", at, "member of set " + name.get() + ", not of " + wanted));
    }
    return Optional.empty();
  }

  private List<MemberAddress> addresses(List<Heard> members, Credential observe) {
    SequencedSet<MemberAddress> addresses = new LinkedHashSet<>();
    for (Heard one : members) {
      try (MemberAdmin member = admins.open(one.seed(), observe)) {
        Optional<CurrentConfiguration> configuration = member.configuration(deadline).answer();
        if (configuration.isPresent()) {
          return configuration.get().configuration().members().stream()
              .map(MemberEntry::address)
              .toList();
        }
      }
      // hello leaves hidden members out; that the configuration was not read becomes a problem.
      addresses.addAll(view(one).members());
      addresses.add(view(one).me().orElse(one.seed()));
    }
    return List.copyOf(addresses);
  }

  private static Optional<ObservedProblem> localhost(Seeds seeds, List<MemberAddress> members) {
    boolean fromElsewhere = seeds.addresses().stream().noneMatch(MemberAddress::isLoopback);
    Optional<MemberAddress> loopback =
        members.stream().filter(MemberAddress::isLoopback).findFirst();
    return fromElsewhere && loopback.isPresent()
        ? Optional.of(
            new ObservedProblem(
                "LOCALHOST_MEMBERS",
                loopback.get().format(),
                "the configuration names loopback addresses, which mean another machine here"))
        : Optional.empty();
  }

  private static HelloView view(Heard one) {
    return one.hello().answer().orElseThrow();
  }
}
