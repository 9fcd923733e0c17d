/**
 * Decides whether a safe plan exists for a request, and which: start at {@link
 * dev.offshoot.planner.domain.ExpansionPlanner}. Must never read a clock, a store or a replica set.
 */
@NullMarked
package dev.offshoot.planner.domain;

import org.jspecify.annotations.NullMarked;
