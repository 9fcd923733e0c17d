package dev.offshoot.state.domain;

/** Stable codes of refusals at the front door, and what kind of refusal each is. */
public enum ProblemCode {
  INVALID_REQUEST(Kind.MALFORMED),
  UNKNOWN_FIELD(Kind.MALFORMED),
  INVALID_NAME(Kind.MALFORMED),
  INVALID_CONNECTION_STRING(Kind.MALFORMED),
  UNAUTHORIZED(Kind.UNAUTHORIZED),
  AUTOMATIC_APPROVAL_NOT_ALLOWED(Kind.FORBIDDEN),
  NOT_FOUND(Kind.NOT_FOUND),
  UNKNOWN_DEPLOYMENT(Kind.NOT_FOUND),
  UNKNOWN_EXPANSION(Kind.NOT_FOUND),
  ALREADY_REGISTERED(Kind.CONFLICT),
  REPLICA_SET_CHANGED(Kind.CONFLICT),
  EXPANSION_IN_PROGRESS(Kind.CONFLICT),
  PLAN_CHANGED(Kind.CONFLICT),
  PLAN_EXPIRED(Kind.CONFLICT),
  NOT_AWAITING_APPROVAL(Kind.CONFLICT),
  EXPANSION_OVER(Kind.CONFLICT),
  REQUEST_TOO_OLD(Kind.CONFLICT),
  PASSWORD_IN_CONNECTION_STRING(Kind.UNPROCESSABLE),
  UNKNOWN_SECRET(Kind.UNPROCESSABLE),
  INVALID_SECRET(Kind.UNPROCESSABLE),
  IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE),
  STORE_UNAVAILABLE(Kind.UNAVAILABLE),
  INTERNAL_ERROR(Kind.INTERNAL);

  /** What kind of refusal it is; an adapter turns it into its own numbers. */
  public enum Kind {
    MALFORMED,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    UNPROCESSABLE,
    UNAVAILABLE,
    INTERNAL
  }

  private final Kind kind;

  ProblemCode(Kind kind) {
    this.kind = kind;
  }

  /** What kind of refusal it is. */
  public Kind kind() {
    return kind;
  }
}
