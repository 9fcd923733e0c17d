/**
 * Runs all five services from one seed on a simulated clock and checks the stated properties after
 * every event. Test support: never part of a service.
 */
@NullMarked
package dev.offshoot.simulation;

import org.jspecify.annotations.NullMarked;
