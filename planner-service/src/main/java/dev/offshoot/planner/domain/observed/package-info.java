/**
 * What was read from the replica set, as far as planning needs it; component names are the
 * contract's. Decides nothing and must never fill in what could not be read.
 */
@NullMarked
package dev.offshoot.planner.domain.observed;

import org.jspecify.annotations.NullMarked;
