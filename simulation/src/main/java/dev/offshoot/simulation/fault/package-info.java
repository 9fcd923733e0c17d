/**
 * What goes wrong in a run, as data: drawn from the seed, saved, edited, replayed, and made
 * shorter. Must never decide what is right.
 */
@NullMarked
package dev.offshoot.simulation.fault;

import org.jspecify.annotations.NullMarked;
