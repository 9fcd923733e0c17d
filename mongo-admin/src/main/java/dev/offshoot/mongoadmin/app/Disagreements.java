package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Where members tell different stories: a sentence each. */
final class Disagreements {

  private final SetSurvey set;

  Disagreements(SetSurvey set) {
    this.set = set;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    add(sentences, "primary", one -> one.status().map(Disagreements::primary));
    add(sentences, "set name", one -> one.said().flatMap(HelloView::setName));
    add(
        sentences,
        "replica set id",
        one -> configuration(one).flatMap(ReplicaSetConfiguration::replicaSetId));
    add(
        sentences,
        "configuration",
        one -> configuration(one).map(c -> "version " + c.version() + " term " + c.term()));
    add(sentences, "election term", one -> one.status().map(status -> "" + status.term()));
    add(
        sentences,
        "members",
        one ->
            configuration(one)
                .map(c -> c.members().stream().map(m -> m.address().format()).sorted().toList())
                .map(addresses -> String.join(", ", addresses)));
    return List.copyOf(sentences);
  }

  private static String primary(ReplicaSetStatus status) {
    return status.primary().map(MemberAddress::format).orElse("none");
  }

  private static Optional<ReplicaSetConfiguration> configuration(MemberSurvey one) {
    return one.views().configuration().answer().map(current -> current.configuration());
  }

  private void add(
      List<String> sentences, String what, Function<MemberSurvey, Optional<String>> story) {
    Map<String, List<String>> tellers = new TreeMap<>();
    for (MemberSurvey one : set.members()) {
      story
          .apply(one)
          .ifPresent(
              told ->
                  tellers
                      .computeIfAbsent(told, ignored -> new ArrayList<>())
                      .add(one.address().format()));
    }
    if (tellers.size() > 1) {
      List<String> parts = new ArrayList<>();
      tellers.forEach((told, who) -> parts.add(String.join(" and ", who) + " say " + told));
      sentences.add("different " + what + ": " + String.join("; ", parts));
    }
  }
}
