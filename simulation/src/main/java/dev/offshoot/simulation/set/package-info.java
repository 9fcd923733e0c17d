/** A model of a replica set, close enough to bite. Must never be kinder than a server is. */
@NullMarked
package dev.offshoot.simulation.set;

import org.jspecify.annotations.NullMarked;
