package dev.offshoot.mongoadmin.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.Observation;
import dev.offshoot.contracts.ObservedDatabase;
import dev.offshoot.contracts.ObservedKeyfile;
import dev.offshoot.contracts.ObservedProblem;
import dev.offshoot.contracts.ObservedUser;
import dev.offshoot.contracts.ObservedWriteConcern;
import dev.offshoot.mongoadmin.domain.BsonFields;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/** Collects what becomes an observation. */
final class ObservationDraft {

  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private final Instant at;
  private final ObservationRequest request;
  private final List<ObservedProblem> problems = new ArrayList<>();
  private SetSurvey set = new SetSurvey(List.of());
  private List<ObservedUser> users = List.of();
  private @Nullable ObservedKeyfile keyfile;

  ObservationDraft(Instant at, ObservationRequest request) {
    this.at = at;
    this.request = request;
  }

  void problem(ObservedProblem problem) {
    problems.add(problem);
  }

  void problems(List<ObservedProblem> more) {
    problems.addAll(more);
  }

  void set(SetSurvey found) {
    set = found;
  }

  void users(List<ObservedUser> found) {
    users = found;
  }

  void keyfile(ObservedKeyfile found) {
    keyfile = found;
  }

  Observation observation() {
    Optional<ReplicaSetConfiguration> configuration = set.configuration();
    if (set.members().stream().anyMatch(SoftwareReading::partOfShardedCluster)) {
      problem(new ObservedProblem("SHARDED_CLUSTER", null, "members have a sharding.clusterRole"));
    }
    return new Observation(
        at,
        configuration.map(ReplicaSetConfiguration::setName).orElse(null),
        configuration.flatMap(ReplicaSetConfiguration::replicaSetId).orElse(null),
        set.primary().map(one -> one.address().format()).orElse(null),
        configuration.map(ReplicaSetConfiguration::version).orElse(0L),
        configuration.map(ReplicaSetConfiguration::term).orElse(0L),
        set.current().filter(c -> c.commitment() == Commitment.COMMITTED).isPresent(),
        configuration.map(c -> json(c.document())).orElse(null),
        configuration.map(c -> new ObservedMembers(set).all(c)).orElse(List.of()),
        databases(),
        writeConcern(),
        users,
        keyfile,
        new Disagreements(set).sentences(),
        problems.stream().distinct().toList(),
        request.agentAddresses());
  }

  private static JsonNode json(BsonDocument document) {
    return ContractJson.read(document.toJson(RELAXED), JsonNode.class);
  }

  /** From the member with the most data: a new one may hold only a part. */
  private List<ObservedDatabase> databases() {
    return set.members().stream()
        .flatMap(one -> one.facts().databases().answer().stream())
        .max(Comparator.comparingLong(ObservationDraft::dataBytes))
        .map(stats -> stats.stream().map(ObservationDraft::database).toList())
        .orElse(List.of());
  }

  private static long dataBytes(List<BsonDocument> stats) {
    return stats.stream().mapToLong(one -> BsonFields.number(one, "dataSize", 0)).sum();
  }

  private static ObservedDatabase database(BsonDocument stats) {
    return new ObservedDatabase(
        BsonFields.text(stats, "db").orElse(""),
        BsonFields.number(stats, "dataSize", 0),
        BsonFields.number(stats, "storageSize", 0),
        BsonFields.number(stats, "indexSize", 0),
        (int) BsonFields.number(stats, "indexes", 0),
        (int) BsonFields.number(stats, "collections", 0),
        BsonFields.number(stats, "objects", 0));
  }

  private @Nullable ObservedWriteConcern writeConcern() {
    return set.primary()
        .or(() -> set.speaker())
        .flatMap(one -> one.views().writeConcern().answer())
        .map(found -> new ObservedWriteConcern(found.explicit(), found.w()))
        .orElse(null);
  }
}
