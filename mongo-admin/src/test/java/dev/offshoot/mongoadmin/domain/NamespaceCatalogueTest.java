package dev.offshoot.mongoadmin.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamespaceCatalogueTest {

  @Test
  void equalCataloguesHaveNoDifferences() {
    NamespaceCatalogue one = NamespaceCatalogue.of(List.of(orders("u1", "{a: 1, b: 1}")));

    assertThat(one.differences(NamespaceCatalogue.of(List.of(orders("u1", "{a: 1, b: 1}")))))
        .isEmpty();
  }

  @Test
  void theOrderOfIndexKeysUuidsAndMissingCollectionsAreDifferences() {
    // Given
    NamespaceCatalogue one =
        NamespaceCatalogue.of(List.of(orders("u1", "{a: 1, b: 1}"), other("only")));
    NamespaceCatalogue two = NamespaceCatalogue.of(List.of(orders("u2", "{b: 1, a: 1}")));

    // When
    List<NamespaceCatalogue.Difference> differences = one.differences(two);

    // Then
    assertThat(differences)
        .extracting(NamespaceCatalogue.Difference::detail)
        .anySatisfy(detail -> assertThat(detail).startsWith("uuid: u1 -> u2"))
        .anySatisfy(detail -> assertThat(detail).startsWith("index a_b"))
        .anySatisfy(detail -> assertThat(detail).isEqualTo("missing on the other"))
        .hasSize(3);
  }

  private static CatalogueEntry orders(String uuid, String key) {
    SortedMap<String, BsonDocument> indexes = new TreeMap<>();
    indexes.put("a_b", BsonDocument.parse("{v: 2, name: 'a_b', key: " + key + "}"));
    return entry("orders", uuid, indexes);
  }

  private static CatalogueEntry other(String name) {
    return entry(name, "u9", new TreeMap<>());
  }

  private static CatalogueEntry entry(
      String name, @Nullable String uuid, SortedMap<String, BsonDocument> indexes) {
    return new CatalogueEntry(
        new Namespace("shop", name), "collection", uuid, new BsonDocument(), indexes, null);
  }
}
