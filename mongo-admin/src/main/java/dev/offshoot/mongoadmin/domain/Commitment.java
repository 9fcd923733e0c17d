package dev.offshoot.mongoadmin.domain;

/** What a member says of its current configuration; only the primary knows. */
public enum Commitment {
  COMMITTED,
  NOT_COMMITTED,
  /** This member is not the primary, or did not say. */
  NOT_KNOWN_HERE
}
