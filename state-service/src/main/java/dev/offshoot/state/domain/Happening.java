package dev.offshoot.state.domain;

import dev.offshoot.contracts.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an expansion, reduced to what its status depends on.
 *
 * @param kind what
 * @param at when this service learnt of it
 * @param cause why, where it is a refusal, an abort or a call for attention
 * @param detail one line about it
 */
public record Happening(Kind kind, Instant at, @Nullable Cause cause, @Nullable String detail) {

  /** What happened. */
  public enum Kind {
    /** It was asked for. */
    REQUESTED,
    /** It was refused before anything was looked at. */
    REFUSED,
    OBSERVED,
    /** There is a plan, and a person must approve it. */
    PLANNED,
    /** There is a plan that needs no approval. */
    PLANNED_AUTOMATICALLY,
    /** There is a plan, and nothing more was wanted. */
    PLANNED_ONLY,
    /** There is no safe plan. */
    PLAN_REFUSED,
    APPROVED,
    PROVISIONED,
    INSTALLED,
    /** The first sign of synchronizing, comparing or promoting. */
    SYNCHRONIZE_SEEN,
    VERIFY_SEEN,
    PROMOTE_SEEN,
    COMPLETED,
    ABORTED,
    MEMBER_REMOVED,
    BINARIES_REMOVED,
    RELEASED,
    ATTENTION,
    ATTENTION_RESOLVED
  }

  /** Without cause and detail. */
  public static Happening of(Kind kind, Instant at) {
    return new Happening(kind, at, null, null);
  }

  /** With its cause. */
  public static Happening of(Kind kind, Instant at, Cause cause) {
    return new Happening(kind, at, cause, null);
  }
}
