/**
 * Decides defaults, topology, sequence of configurations, forecast and steps of a plan. Must never
 * refuse: what could not be decided stays empty and is refused by a check.
 */
@NullMarked
package dev.offshoot.planner.domain.design;

import org.jspecify.annotations.NullMarked;
