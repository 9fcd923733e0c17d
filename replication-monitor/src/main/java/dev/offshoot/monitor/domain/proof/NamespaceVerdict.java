package dev.offshoot.monitor.domain.proof;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one namespace of the proof.
 *
 * @param name DATABASE.COLLECTION
 * @param identity what makes it the same namespace: its UUID, or its type where it has none
 * @param result the outcome, or that it is still to be compared
 * @param extent documents and bytes: estimated before, counted after
 * @param evidence why it was not compared, where it differs, or the digest of what was compared
 */
public record NamespaceVerdict(
    String name, String identity, Result result, Extent extent, Evidence evidence) {

  /** Outcomes. */
  public enum Result {
    PENDING,
    EQUAL,
    DIFFERENT,
    NOT_COMPARED
  }

  /**
   * How much it is.
   *
   * @param documents documents
   * @param bytes their bytes
   */
  public record Extent(long documents, long bytes) {

    /** Average document, at least one byte. */
    public long averageBytes() {
      return documents <= 0 ? 1 : Math.max(1, bytes / documents);
    }
  }

  /**
   * What supports the result.
   *
   * @param detail readable; null when there is nothing to say
   * @param digest SHA-256 over the digests of all ranges; null when nothing was read
   */
  public record Evidence(@Nullable String detail, @Nullable String digest) {

    /** Nothing yet. */
    public static Evidence none() {
      return new Evidence(null, null);
    }
  }

  /** Still to be compared. */
  public static NamespaceVerdict pending(String name, String identity, Extent estimated) {
    return new NamespaceVerdict(name, identity, Result.PENDING, estimated, Evidence.none());
  }

  /** Compared to its end: all bytes equal. */
  public NamespaceVerdict equal(Position end) {
    return new NamespaceVerdict(
        name,
        identity,
        Result.EQUAL,
        new Extent(end.documents(), end.bytes()),
        new Evidence(null, end.chain()));
  }

  /** Not compared, for this reason. */
  public NamespaceVerdict notCompared(String reason) {
    return new NamespaceVerdict(
        name, identity, Result.NOT_COMPARED, new Extent(0, 0), new Evidence(reason, null));
  }

  /** Different, in this way. */
  public NamespaceVerdict different(String detail) {
    return new NamespaceVerdict(
        name, identity, Result.DIFFERENT, extent, new Evidence(detail, null));
  }

  /** Only a definition, which was equal: it holds no documents of its own. */
  public static NamespaceVerdict definition(String name, String identity) {
    return new NamespaceVerdict(
        name,
        identity,
        Result.EQUAL,
        new Extent(0, 0),
        new Evidence("definition compared; it holds no documents of its own", null));
  }
}
