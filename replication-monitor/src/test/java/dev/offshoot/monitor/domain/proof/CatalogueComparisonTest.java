package dev.offshoot.monitor.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.domain.CatalogueEntry;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict.Extent;
import java.util.List;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueComparisonTest {

  @Test
  void atTheBeginningEverythingIsToBeCompared() {
    CatalogueComparison found =
        compare(
            List.of(entry("a.b", "1"), entry("a.c", "2")),
            List.of(entry("a.b", "1"), entry("a.c", "2")));
    assertThat(found.toCompare()).hasSize(2);
    assertThat(found.unclear()).isEmpty();
  }

  @Test
  void whatHasAVerdictIsNotComparedAgainUnlessItIsAnotherOne() {
    NamespaceVerdict equal =
        NamespaceVerdict.pending("a.b", "1", new Extent(1, 1)).equal(Position.beginningOf("a.b"));
    assertThat(compare(List.of(entry("a.b", "1")), List.of(entry("a.b", "1")), equal).toCompare())
        .isEmpty();
    assertThat(compare(List.of(entry("a.b", "2")), List.of(entry("a.b", "2")), equal).toCompare())
        .hasSize(1);
  }

  @Test
  void aMissingNamespaceOrAnotherUuidIsUnclear() {
    assertThat(compare(List.of(entry("a.b", "1")), List.of()).unclear()).containsKey("a.b");
    assertThat(compare(List.of(), List.of(entry("a.b", "1"))).unclear()).containsKey("a.b");
    assertThat(compare(List.of(entry("a.b", "1")), List.of(entry("a.b", "2"))).unclear())
        .containsKey("a.b");
  }

  @Test
  void unreadableIndexesAreNeitherEqualNorDifferent() {
    CatalogueComparison found =
        compare(
            List.of(entry("a.b", "1", "not authorized")),
            List.of(entry("a.b", "1", "not authorized")));
    assertThat(found.toCompare()).isEmpty();
    assertThat(found.unclear()).isEmpty();
    assertThat(found.unread()).containsEntry("a.b", "not authorized");
  }

  @Test
  void whatIsGoneOnBothSidesHasVanished() {
    NamespaceVerdict pending = NamespaceVerdict.pending("a.b", "1", new Extent(1, 1));
    assertThat(compare(List.of(), List.of(), pending).vanished()).containsExactly("a.b");
  }

  private static CatalogueComparison compare(
      List<CatalogueEntry> reference, List<CatalogueEntry> added, NamespaceVerdict... verdicts) {
    return CatalogueComparison.of(
        NamespaceCatalogue.of(reference), NamespaceCatalogue.of(added), List.of(verdicts));
  }

  private static CatalogueEntry entry(String name, String uuid) {
    return entry(name, uuid, null);
  }

  private static CatalogueEntry entry(String name, String uuid, @Nullable String problem) {
    return new CatalogueEntry(
        Namespace.parse(name), "collection", uuid, new BsonDocument(), new TreeMap<>(), problem);
  }
}
