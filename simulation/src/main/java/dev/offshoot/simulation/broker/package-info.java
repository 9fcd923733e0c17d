/**
 * A broker that delivers late, twice, and out of order between topics. Must never lose what it
 * acknowledged.
 */
@NullMarked
package dev.offshoot.simulation.broker;

import org.jspecify.annotations.NullMarked;
