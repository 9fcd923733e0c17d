package dev.offshoot.mongoadmin.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonDocument;

/**
 * Every replicated namespace of a member with its metadata, in the order of names. It is read
 * without a snapshot: while collections are created or dropped two members differ for a moment.
 *
 * @param entries by namespace
 */
public record NamespaceCatalogue(SortedMap<Namespace, CatalogueEntry> entries) {

  /** Copies the map. */
  public NamespaceCatalogue {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /** Builds one from its entries. */
  public static NamespaceCatalogue of(List<CatalogueEntry> entries) {
    SortedMap<Namespace, CatalogueEntry> byName = new TreeMap<>();
    entries.forEach(entry -> byName.put(entry.namespace(), entry));
    return new NamespaceCatalogue(byName);
  }

  /** The namespaces that hold documents, in the order of names. */
  public List<CatalogueEntry> collections() {
    return entries.values().stream().filter(CatalogueEntry::holdsDocuments).toList();
  }

  /**
   * One difference in the metadata of two members.
   *
   * @param namespace where
   * @param detail what, readable
   */
  public record Difference(Namespace namespace, String detail) {}

  /** What differs on the other member: presence, type, UUID, options, indexes. */
  public List<Difference> differences(NamespaceCatalogue other) {
    List<Difference> found = new ArrayList<>();
    SortedSet<Namespace> names = new TreeSet<>(entries.keySet());
    names.addAll(other.entries.keySet());
    for (Namespace name : names) {
      CatalogueEntry left = entries.get(name);
      CatalogueEntry right = other.entries.get(name);
      if (left == null || right == null) {
        found.add(
            new Difference(name, left == null ? "only on the other" : "missing on the other"));
      } else {
        compare(left, right).forEach(detail -> found.add(new Difference(name, detail)));
      }
    }
    return List.copyOf(found);
  }

  private static List<String> compare(CatalogueEntry left, CatalogueEntry right) {
    List<String> found = new ArrayList<>();
    if (!left.type().equals(right.type())) {
      found.add("type: " + left.type() + " -> " + right.type());
    }
    if (!Objects.equals(left.uuid(), right.uuid())) {
      found.add("uuid: " + left.uuid() + " -> " + right.uuid());
    }
    if (!left.options().equals(right.options())) {
      found.add("options: " + left.options().toJson() + " -> " + right.options().toJson());
    }
    if (left.problem() != null || right.problem() != null) {
      found.add("indexes not read: " + (left.problem() != null ? left.problem() : right.problem()));
    }
    found.addAll(indexes(left.indexes(), right.indexes()));
    return found;
  }

  private static List<String> indexes(
      Map<String, BsonDocument> left, Map<String, BsonDocument> right) {
    List<String> found = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    for (String name : names) {
      BsonDocument one = left.get(name);
      BsonDocument two = right.get(name);
      if (one == null || two == null) {
        found.add(
            "index " + name + (one == null ? ": only on the other" : ": missing on the other"));
      } else if (!comparable(one).equals(comparable(two))) {
        found.add("index " + name + ": " + one.toJson() + " -> " + two.toJson());
      }
    }
    return found;
  }

  // The order of keys matters in an index; BsonDocument.equals ignores order, its JSON does not.
  private static String comparable(BsonDocument specification) {
    SortedMap<String, String> fields = new TreeMap<>();
    specification.forEach((name, value) -> fields.put(name, new BsonDocument("v", value).toJson()));
    return fields.toString();
  }
}
