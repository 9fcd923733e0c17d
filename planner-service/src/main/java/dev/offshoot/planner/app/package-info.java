/**
 * Decides when planning happens: once per expansion, with what was observed and with the catalogues
 * at hand. Must never change anything but its own journal.
 */
@NullMarked
package dev.offshoot.planner.app;

import org.jspecify.annotations.NullMarked;
