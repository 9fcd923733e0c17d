package dev.offshoot.state.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.Observation;
import dev.offshoot.contracts.ObservedDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps an observation below the size an event may have: past it, small databases are summed and
 * long lists of sentences cut, each saying so. What a plan is made from stays.
 */
final class ObservationLimit {

  private static final int MOST_BYTES = 480 * 1024;
  private static final int DATABASES_KEPT = 100;
  private static final int SENTENCES_KEPT = 50;

  private ObservationLimit() {}

  static Observation fit(Observation observation) {
    if (ContractJson.text(observation).getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
      return observation;
    }
    return new Observation(
        observation.observedAt(),
        observation.setName(),
        observation.replicaSetId(),
        observation.primary(),
        observation.configVersion(),
        observation.configTerm(),
        observation.configurationCommitted(),
        observation.configuration(),
        observation.members(),
        summed(observation.databases()),
        observation.defaultWriteConcern(),
        observation.users(),
        observation.keyfile(),
        cut(observation.disagreements()),
        observation.problems().stream().limit(SENTENCES_KEPT).toList(),
        observation.agentAddresses());
  }

  private static List<String> cut(List<String> sentences) {
    if (sentences.size() <= SENTENCES_KEPT) {
      return sentences;
    }
    List<String> kept = new ArrayList<>(sentences.subList(0, SENTENCES_KEPT));
    kept.add((sentences.size() - SENTENCES_KEPT) + " more are not listed.");
    return kept;
  }

  private static List<ObservedDatabase> summed(List<ObservedDatabase> databases) {
    if (databases.size() <= DATABASES_KEPT) {
      return databases;
    }
    List<ObservedDatabase> sorted = new ArrayList<>(databases);
    sorted.sort(Comparator.comparingLong(ObservedDatabase::dataBytes).reversed());
    List<ObservedDatabase> kept = new ArrayList<>(sorted.subList(0, DATABASES_KEPT));
    List<ObservedDatabase> rest = sorted.subList(DATABASES_KEPT, sorted.size());
    kept.add(rest.stream().reduce(empty(rest.size()), ObservationLimit::plus));
    return kept;
  }

  private static ObservedDatabase empty(int databases) {
    return new ObservedDatabase("(" + databases + " smaller databases)", 0, 0, 0, 0, 0, 0);
  }

  private static ObservedDatabase plus(ObservedDatabase sum, ObservedDatabase one) {
    return new ObservedDatabase(
        sum.name(),
        sum.dataBytes() + one.dataBytes(),
        sum.storageBytes() + one.storageBytes(),
        sum.indexBytes() + one.indexBytes(),
        sum.indexes() + one.indexes(),
        sum.collections() + one.collections(),
        sum.documents() + one.documents());
  }
}
