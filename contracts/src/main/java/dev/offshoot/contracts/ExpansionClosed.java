package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * The expansion is over; published for every request, refused ones included, and for the removal of
 * a host, which ends as ROLLED_BACK with code HOST_REMOVED, or as REJECTED with code STILL_A_MEMBER
 * and the host untouched. The removal of what is left of a host ends as ROLLED_BACK with code
 * LEFTOVER_REMOVED, or as REJECTED with another LEFTOVER_ code and nothing touched. A machine that
 * is taken out of the pool ends as ROLLED_BACK with code HOST_DETACHED, or as REJECTED with a
 * DETACH_ code and nothing touched.
 *
 * @param expansionId UUID of the expansion
 * @param deployment name of the deployment
 * @param outcome COMPLETED, PLANNED, REJECTED or ROLLED_BACK
 * @param code code of the refusal or cause
 * @param detail a sentence about it
 * @param remedy what to do
 */
public record ExpansionClosed(
    String expansionId,
    String deployment,
    String outcome,
    @Nullable String code,
    @Nullable String detail,
    @Nullable String remedy) {}
