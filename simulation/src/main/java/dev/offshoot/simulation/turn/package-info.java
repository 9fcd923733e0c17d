/**
 * Decides whose turn it is: one worker at a time, chosen by the seed. Must never let two run at
 * once.
 */
@NullMarked
package dev.offshoot.simulation.turn;

import org.jspecify.annotations.NullMarked;
