package dev.offshoot.simulation.model;

import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.PrimaryReading;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the set looks to its primary, in words that are the same wherever it is played: no addresses,
 * no times, and of the three voters, of whom chance makes one primary, no names.
 */
record Picture(String configuration, String primary, List<String> members) {

  private static final int VOTERS = 3;

  static Picture of(PrimaryReading before, PrimaryReading now) {
    ReplicaSetConfiguration old = before.configuration();
    ReplicaSetConfiguration own = now.configuration();
    return new Picture(
        "version %+d, %s term, %s, majority %d, FCV %s"
            .formatted(
                own.version() - old.version(),
                own.term() == old.term() ? "same" : own.term() > old.term() ? "later" : "EARLIER",
                now.current().commitment(),
                now.status().majorityVotes(),
                now.fcv().version()),
        now.address().equals(before.address()) ? "the same primary" : "another primary",
        own.members().stream().map(entry -> member(now, entry)).sorted().toList());
  }

  private static String member(PrimaryReading now, MemberEntry entry) {
    return "%s: votes %d, priority %.0f%s%s, %s"
        .formatted(
            entry.id() < VOTERS ? "voter" : Integer.toString(entry.id()),
            entry.votes(),
            entry.priority(),
            entry.hidden() ? ", hidden" : "",
            entry.newlyAdded() ? ", newlyAdded" : "",
            now.status().row(entry.id()).map(Picture::state).orElse("no row"));
  }

  private static String state(MemberStatusRow row) {
    return row.state() + (row.healthy() ? "" : " unhealthy");
  }

  @Override
  public String toString() {
    return configuration
        + ", "
        + primary
        + members.stream().map(each -> "\n    " + each).collect(Collectors.joining());
  }
}
