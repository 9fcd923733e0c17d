package dev.offshoot.mongoadmin.domain;

/** What came of reading a range at one cluster time. */
public sealed interface RangeReading<T> {

  /** It was read. */
  record Read<T>(T value) implements RangeReading<T> {}

  /** The history at that time is gone, or the catalogue changed: read again at a newer time. */
  record SnapshotLost<T>(String reason) implements RangeReading<T> {}

  /** The server does not read this namespace so: NOT_COMPARED, with the reason. */
  record CannotBeRead<T>(String reason) implements RangeReading<T> {}
}
