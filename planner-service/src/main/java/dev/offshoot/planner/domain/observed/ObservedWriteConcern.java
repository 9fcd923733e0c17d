package dev.offshoot.planner.domain.observed;

/**
 * The cluster-wide write concern default.
 *
 * @param explicit whether setDefaultRWConcern set it
 * @param w w as JSON text, such as "majority" or 1
 */
public record ObservedWriteConcern(boolean explicit, String w) {}
