package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * The answers of all members together.
 *
 * @param members in the order of the configuration
 */
record SetSurvey(List<MemberSurvey> members) {

  /** Copies the list. */
  SetSurvey {
    members = List.copyOf(members);
  }

  /** The member that calls itself primary and that a majority of the voters calls primary. */
  Optional<MemberSurvey> primary() {
    return members.stream()
        .filter(MemberSurvey::callsItselfPrimary)
        .filter(one -> agree(one.address()) >= majority())
        .findFirst();
  }

  private long agree(MemberAddress address) {
    return members.stream()
        .filter(one -> voter(one.address()))
        .filter(one -> namesPrimary(one).filter(address::equals).isPresent())
        .count();
  }

  /** Arbiters give no status to users they do not know; their hello names the primary as well. */
  private static Optional<MemberAddress> namesPrimary(MemberSurvey one) {
    return one.status()
        .flatMap(ReplicaSetStatus::primary)
        .or(() -> one.said().flatMap(hello -> hello.primary()));
  }

  private int majority() {
    return configuration().map(ReplicaSetConfiguration::majority).orElse(members.size() / 2 + 1);
  }

  private boolean voter(MemberAddress address) {
    return configuration()
        .flatMap(configuration -> configuration.member(address))
        .map(MemberEntry::countsAsVoter)
        .orElse(true);
  }

  /** The configuration of the member that calls itself primary, else the newest one heard. */
  Optional<CurrentConfiguration> current() {
    List<CurrentConfiguration> heard = new ArrayList<>();
    for (MemberSurvey one : members) {
      Optional<CurrentConfiguration> said = one.views().configuration().answer();
      if (said.isPresent() && one.callsItselfPrimary()) {
        return said;
      }
      said.ifPresent(heard::add);
    }
    return heard.stream().max(SetSurvey::older);
  }

  private static int older(CurrentConfiguration left, CurrentConfiguration right) {
    int terms = Long.compare(left.configuration().term(), right.configuration().term());
    return terms != 0
        ? terms
        : Long.compare(left.configuration().version(), right.configuration().version());
  }

  Optional<ReplicaSetConfiguration> configuration() {
    return current().map(CurrentConfiguration::configuration);
  }

  Optional<MemberSurvey> member(MemberAddress address) {
    return members.stream().filter(one -> one.address().equals(address)).findFirst();
  }

  /** The primary's view of the set, else that of the first member that has one. */
  Optional<ReplicaSetStatus> view() {
    return primary()
        .flatMap(MemberSurvey::status)
        .or(() -> members.stream().flatMap(one -> one.status().stream()).findFirst());
  }

  /** Where users are checked: the primary, else a member that serves users. */
  Optional<MemberSurvey> speaker() {
    return primary().or(() -> members.stream().filter(MemberSurvey::servesUsers).findFirst());
  }

  /** Whether every other member that answered calls this one healthy; false when none did. */
  boolean healthyForAllOthers(MemberEntry entry) {
    List<MemberStatusRow> rows =
        members.stream()
            .filter(one -> !one.address().equals(entry.address()))
            .flatMap(one -> one.status().stream())
            .map(status -> status.row(entry.id()))
            .map(row -> row.orElse(new MemberStatusRow(new BsonDocument())))
            .toList();
    return !rows.isEmpty() && rows.stream().allMatch(MemberStatusRow::healthy);
  }
}
