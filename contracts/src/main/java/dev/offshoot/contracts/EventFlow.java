package dev.offshoot.contracts;

/** In which direction an event moves an expansion. */
public enum EventFlow {
  /** Asks for an expansion. */
  REQUEST,
  /** A fact that lets the next stage go forward; refused after an abort. */
  FORWARD,
  /** Asks everybody to stop going forward. */
  ABORT,
  /** A fact that lets the next stage undo. */
  BACK,
  /** The expansion is over. */
  CLOSE,
  /** A person offers a machine; it belongs to no expansion. */
  OFFER,
  /** Something to know in either direction; it turns nothing. */
  NOTICE,
  /** The latest one wins; never recorded. */
  TELEMETRY,
  /** What a service offers or holds; compacted, the latest per service wins. */
  CATALOGUE
}
