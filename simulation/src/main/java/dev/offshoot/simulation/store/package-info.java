/** The services' stores in memory. Must never decide anything that a real store would not. */
@NullMarked
package dev.offshoot.simulation.store;

import org.jspecify.annotations.NullMarked;
