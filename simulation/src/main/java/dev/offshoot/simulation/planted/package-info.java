/**
 * Defects planted on purpose at ports, one at a time, to see that the properties find them. Product
 * code knows nothing of them.
 */
@NullMarked
package dev.offshoot.simulation.planted;

import org.jspecify.annotations.NullMarked;
