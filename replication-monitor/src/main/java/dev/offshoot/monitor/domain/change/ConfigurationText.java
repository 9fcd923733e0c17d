package dev.offshoot.monitor.domain.change;

import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** How configurations are written: canonical to be kept exactly, relaxed to be read by people. */
public final class ConfigurationText {

  private static final JsonWriterSettings CANONICAL =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private ConfigurationText() {}

  /** Exact: numeric types and field order survive. */
  public static String canonical(ReplicaSetConfiguration configuration) {
    return configuration.document().toJson(CANONICAL);
  }

  /** Exact: numeric types and field order survive. */
  public static String canonical(BsonDocument document) {
    return document.toJson(CANONICAL);
  }

  /** As people and events read it. */
  public static String relaxed(ReplicaSetConfiguration configuration) {
    return configuration.document().toJson(RELAXED);
  }

  /** Reads either form. */
  public static ReplicaSetConfiguration parse(String json) {
    return ReplicaSetConfiguration.of(BsonDocument.parse(json));
  }
}
