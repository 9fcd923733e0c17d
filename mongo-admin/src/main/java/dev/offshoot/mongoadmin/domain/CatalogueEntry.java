package dev.offshoot.mongoadmin.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * One collection or view of a member.
 *
 * @param namespace its name
 * @param type collection, view or timeseries
 * @param uuid UUID of the collection; null for views, and for time-series, whose buckets have one
 * @param options options as listCollections gives them
 * @param indexes index specifications by name, as listIndexes gives them
 * @param problem why the indexes could not be read; null when they were
 */
public record CatalogueEntry(
    Namespace namespace,
    String type,
    @Nullable String uuid,
    BsonDocument options,
    SortedMap<String, BsonDocument> indexes,
    @Nullable String problem) {

  /** Copies the map. */
  public CatalogueEntry {
    indexes = Collections.unmodifiableSortedMap(new TreeMap<>(indexes));
  }

  /** Whether it is capped; snapshot reads of capped collections are refused before 8.0. */
  public boolean capped() {
    return BsonFields.flag(options, "capped");
  }

  /** Whether it holds documents of its own; views and time-series do not. */
  public boolean holdsDocuments() {
    return type.equals("collection");
  }
}
