/**
 * Runs many plans, counts what they covered, and makes a failing one short. Must never change what
 * one run does.
 */
@NullMarked
package dev.offshoot.simulation.search;

import org.jspecify.annotations.NullMarked;
