/** Hosts, their agents and their mongods. Must never do what a real host could not. */
@NullMarked
package dev.offshoot.simulation.host;

import org.jspecify.annotations.NullMarked;
