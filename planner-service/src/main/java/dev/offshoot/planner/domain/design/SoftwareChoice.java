package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.offered.Catalogue;
import dev.offshoot.planner.domain.offered.OfferedArtifact;
import dev.offshoot.planner.domain.requested.RequestedHost;
import dev.offshoot.planner.domain.requested.RequestedInstall;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which mongod is installed: exactly what most members run; at a tie what the primary runs.
 *
 * @param version version; null when no member told
 * @param membersByVersion how many members run which version
 * @param artifact where it is to be had; null when the catalogue has none
 * @param from which binary or package of the host's own it is, where one was named
 */
public record SoftwareChoice(
    @Nullable String version,
    SortedMap<String, Integer> membersByVersion,
    @Nullable OfferedArtifact artifact,
    @Nullable String from) {

  /** The distribution's package of mongod, as MongoDB names it. */
  public static final String PACKAGE = "mongodb-org-server";

  /** Copies the counts. */
  public SoftwareChoice {
    membersByVersion = Collections.unmodifiableSortedMap(new TreeMap<>(membersByVersion));
  }

  /** The choice for this set. */
  public static SoftwareChoice of(
      ReplicaSet set, Catalogue catalogue, @Nullable RequestedHost host) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    set.software()
        .map(MemberSoftware::version)
        .filter(version -> !version.equals(MemberSoftware.UNKNOWN))
        .forEach(version -> counts.merge(version, 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    List<String> leading =
        counts.entrySet().stream()
            .filter(e -> e.getValue() == most)
            .map(Map.Entry::getKey)
            .toList();
    String primarys = set.primarySoftware().map(MemberSoftware::version).orElse("");
    String version =
        leading.contains(primarys) ? primarys : leading.stream().findFirst().orElse(null);
    RequestedInstall install = host == null ? null : host.install();
    return install == null || install.isArchive()
        ? new SoftwareChoice(
            version, counts, version == null ? null : catalogue.mongod(version).orElse(null), null)
        : new SoftwareChoice(version, counts, own(version, install), from(install));
  }

  /** What the host has, or gets from elsewhere: of the same version, and not in the catalogue. */
  private static @Nullable OfferedArtifact own(@Nullable String version, RequestedInstall install) {
    String sha256 = install.sha256() == null ? "" : install.sha256();
    return version == null
        ? null
        : new OfferedArtifact(version, sha256, 0, String.valueOf(install.kind()));
  }

  private static @Nullable String from(RequestedInstall install) {
    boolean unnamed = install.from() == null && RequestedInstall.PACKAGE.equals(install.kind());
    return unnamed ? PACKAGE : install.from();
  }

  /** The major.minor line of a version, such as 6.0. */
  public static String line(String version) {
    int first = version.indexOf('.');
    int second = first < 0 ? -1 : version.indexOf('.', first + 1);
    return second < 0 ? version : version.substring(0, second);
  }

  /** Versions seen, in order. */
  public List<String> versions() {
    return List.copyOf(membersByVersion.keySet());
  }
}
