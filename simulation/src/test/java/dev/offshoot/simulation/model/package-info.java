/** The model of the set is compared with a real one: the same situations, played on both. */
@NullMarked
package dev.offshoot.simulation.model;

import org.jspecify.annotations.NullMarked;
