/** What must hold after every event, and at the end. Never looks at how it came about. */
@NullMarked
package dev.offshoot.simulation.property;

import org.jspecify.annotations.NullMarked;
