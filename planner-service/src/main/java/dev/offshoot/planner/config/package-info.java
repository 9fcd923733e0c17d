/** Wires the planner's stage into its service. Must never decide anything. */
@NullMarked
package dev.offshoot.planner.config;

import org.jspecify.annotations.NullMarked;
