package dev.offshoot.monitor.domain.proof;

import dev.offshoot.mongoadmin.domain.CatalogueEntry;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares two catalogues with the verdicts so far. They are read without a snapshot, so a
 * difference counts only when it stays while it is looked at again.
 *
 * @param toCompare namespaces equal in their metadata that have no verdict yet
 * @param unclear namespaces that differ in their metadata now, with what differs
 * @param unread namespaces whose indexes could not be read, with the reason
 * @param vanished namespaces with a verdict that are gone on both sides
 */
public record CatalogueComparison(
    List<CatalogueEntry> toCompare,
    NavigableMap<String, String> unclear,
    NavigableMap<String, String> unread,
    List<String> vanished) {

  /**
   * @param reference catalogue of the member compared with
   * @param added catalogue of the new member
   * @param verdicts verdicts so far
   */
  public static CatalogueComparison of(
      NamespaceCatalogue reference, NamespaceCatalogue added, List<NamespaceVerdict> verdicts) {
    NavigableMap<String, String> unclear = new TreeMap<>();
    for (NamespaceCatalogue.Difference difference : reference.differences(added)) {
      unclear.merge(difference.namespace().toString(), difference.detail(), (a, b) -> a + "; " + b);
    }
    Map<String, NamespaceVerdict> known = new LinkedHashMap<>();
    verdicts.forEach(verdict -> known.put(verdict.name(), verdict));
    NavigableMap<String, String> unread = new TreeMap<>();
    for (CatalogueEntry entry : reference.entries().values()) {
      problem(entry, added.entries().get(entry.namespace()))
          .ifPresent(reason -> unread.put(entry.namespace().toString(), reason));
    }
    unread.keySet().forEach(unclear::remove);
    unread.keySet().removeIf(name -> isNotCompared(known.get(name)));
    List<CatalogueEntry> toCompare = new ArrayList<>();
    for (CatalogueEntry entry : reference.entries().values()) {
      String name = entry.namespace().toString();
      boolean clear = !unclear.containsKey(name) && !unread.containsKey(name);
      if (clear && !isSettled(entry, known.get(name))) {
        toCompare.add(entry);
      }
    }
    List<String> vanished =
        known.keySet().stream()
            .filter(name -> isGone(name, reference) && isGone(name, added))
            .toList();
    return new CatalogueComparison(List.copyOf(toCompare), unclear, unread, vanished);
  }

  /** What makes a namespace the same one. */
  public static String identity(CatalogueEntry entry) {
    return Objects.requireNonNullElse(entry.uuid(), entry.type());
  }

  private static boolean isSettled(CatalogueEntry entry, @Nullable NamespaceVerdict verdict) {
    return verdict != null
        && verdict.result() != NamespaceVerdict.Result.PENDING
        && verdict.result() != NamespaceVerdict.Result.DIFFERENT
        && verdict.identity().equals(identity(entry));
  }

  private static boolean isNotCompared(@Nullable NamespaceVerdict verdict) {
    return verdict != null && verdict.result() == NamespaceVerdict.Result.NOT_COMPARED;
  }

  private static Optional<String> problem(CatalogueEntry entry, @Nullable CatalogueEntry other) {
    if (entry.problem() != null) {
      return Optional.of(entry.problem());
    }
    return other == null ? Optional.empty() : Optional.ofNullable(other.problem());
  }

  private static boolean isGone(String name, NamespaceCatalogue catalogue) {
    return !catalogue.entries().containsKey(Namespace.parse(name));
  }
}
