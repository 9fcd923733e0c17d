package dev.offshoot.simulation.explore;

import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.change.ConfigurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt64;

/**
 * A replica set as far as it matters for the order of reconfigs.
 *
 * @param current the primary's configuration
 * @param before the one before, while the current one is not committed and may be lost
 * @param inFlight configurations that frozen workers may still send
 */
record SetState(
    ReplicaSetConfiguration current,
    Optional<ReplicaSetConfiguration> before,
    List<ReplicaSetConfiguration> inFlight) {

  boolean committed() {
    return before.isEmpty();
  }

  SetState committedNow() {
    return new SetState(current, Optional.empty(), inFlight);
  }

  /** What the server does with it: a version that is not higher, or too early, is refused. */
  boolean takes(ReplicaSetConfiguration next) {
    return committed() && next.version() > current.version();
  }

  SetState installed(ReplicaSetConfiguration next) {
    return new SetState(inTerm(next, current.term()), Optional.of(current), inFlight);
  }

  SetState flying(ReplicaSetConfiguration next) {
    List<ReplicaSetConfiguration> more = new ArrayList<>(inFlight);
    more.add(next);
    return new SetState(current, before, more);
  }

  SetState landed(ReplicaSetConfiguration next) {
    List<ReplicaSetConfiguration> fewer = new ArrayList<>(inFlight);
    fewer.remove(next);
    SetState rest = new SetState(current, before, fewer);
    return takes(next) ? rest.installed(next) : rest;
  }

  /** A new primary; one that had not heard of the current configuration loses it. */
  SetState elected(boolean loses) {
    ReplicaSetConfiguration kept = loses ? before.orElse(current) : current;
    return new SetState(inTerm(kept, current.term() + 1), Optional.empty(), inFlight);
  }

  SetState changedBySomebody() {
    BsonDocument document = current.document();
    document.put("version", new BsonInt64(current.version() + 1));
    document.getDocument("settings").put("changedBySomebody", new BsonInt64(1));
    return installed(ReplicaSetConfiguration.of(document)).committedNow();
  }

  private static ReplicaSetConfiguration inTerm(ReplicaSetConfiguration one, long term) {
    BsonDocument document = one.document();
    document.put("term", new BsonInt64(term));
    return ReplicaSetConfiguration.of(document);
  }

  String key() {
    StringBuilder key = new StringBuilder(ConfigurationText.canonical(current));
    before.ifPresent(c -> key.append('<').append(ConfigurationText.canonical(c)));
    inFlight.stream()
        .map(ConfigurationText::canonical)
        .sorted()
        .forEach(c -> key.append('~').append(c));
    return key.toString();
  }
}
