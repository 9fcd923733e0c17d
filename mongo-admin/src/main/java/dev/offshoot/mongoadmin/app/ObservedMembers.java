package dev.offshoot.mongoadmin.app;

import dev.offshoot.contracts.MemberOplog;
import dev.offshoot.contracts.MemberSoftware;
import dev.offshoot.contracts.ObservedMember;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.mongoadmin.domain.OplogWindow;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** Puts configuration entry, everybody's view and the member's own words together. */
final class ObservedMembers {

  private final SetSurvey set;

  ObservedMembers(SetSurvey set) {
    this.set = set;
  }

  List<ObservedMember> all(ReplicaSetConfiguration configuration) {
    return configuration.members().stream().map(this::observed).toList();
  }

  private ObservedMember observed(MemberEntry entry) {
    Optional<MemberSurvey> survey = set.member(entry.address());
    Optional<MemberStatusRow> row = set.view().flatMap(view -> view.row(entry.id()));
    Optional<MemberActivity> activity = survey.flatMap(one -> one.facts().activity().answer());
    MemberState state = row.map(MemberStatusRow::state).orElse(MemberState.UNKNOWN);
    return new ObservedMember(
        entry.id(),
        entry.address().format(),
        entry.votes(),
        entry.priority(),
        entry.hidden(),
        entry.arbiterOnly(),
        entry.buildIndexes(),
        entry.delaySeconds(),
        entry.tags(),
        newlyAdded(entry),
        !entry.horizons().isEmpty(),
        entry.horizons(),
        survey.map(MemberSurvey::reachable).orElse(false),
        state.name(),
        set.healthyForAllOthers(entry),
        lag(entry),
        syncSource(survey, row),
        software(survey),
        oplog(survey),
        survey.map(SoftwareReading::machine).orElse(null),
        activity.map(MemberActivity::fsyncLocked).orElse(false),
        activity.map(MemberActivity::indexBuilds).orElse(List.of()),
        initialSync(survey, state));
  }

  /** Only the stored configuration shows it; the primary's is the newest. */
  private boolean newlyAdded(MemberEntry entry) {
    Optional<BsonDocument> stored =
        set.primary()
            .flatMap(one -> one.views().stored().answer())
            .or(
                () ->
                    set.members().stream()
                        .flatMap(one -> one.views().stored().answer().stream())
                        .findFirst());
    return stored
        .map(ReplicaSetConfiguration::of)
        .flatMap(configuration -> configuration.member(entry.id()))
        .map(MemberEntry::newlyAdded)
        .orElse(entry.newlyAdded());
  }

  private @Nullable Long lag(MemberEntry entry) {
    return set.view().flatMap(view -> view.lag(entry.id())).map(Duration::toSeconds).orElse(null);
  }

  private static @Nullable String syncSource(
      Optional<MemberSurvey> survey, Optional<MemberStatusRow> row) {
    return survey
        .flatMap(MemberSurvey::status)
        .flatMap(status -> status.syncSource())
        .or(() -> row.flatMap(MemberStatusRow::syncSource))
        .map(MemberAddress::format)
        .orElse(null);
  }

  private static @Nullable MemberSoftware software(Optional<MemberSurvey> survey) {
    return survey.flatMap(SoftwareReading::software).orElse(null);
  }

  private static @Nullable MemberOplog oplog(Optional<MemberSurvey> survey) {
    return survey
        .flatMap(one -> one.facts().oplog().answer())
        .map(ObservedMembers::oplog)
        .orElse(null);
  }

  private static MemberOplog oplog(OplogWindow window) {
    return new MemberOplog(
        window.maxBytes(),
        window.usedBytes(),
        second(window.first()),
        second(window.last()),
        window.bytesPerSecond(),
        window.peakBytesPerSecond());
  }

  private static @Nullable Instant second(BsonTimestamp timestamp) {
    return timestamp.getTime() == 0
        ? null
        : Instant.ofEpochSecond(Integer.toUnsignedLong(timestamp.getTime()));
  }

  private static boolean initialSync(Optional<MemberSurvey> survey, MemberState state) {
    return state == MemberState.STARTUP2
        || survey
            .flatMap(MemberSurvey::status)
            .map(status -> status.myState() == MemberState.STARTUP2)
            .orElse(false);
  }
}
