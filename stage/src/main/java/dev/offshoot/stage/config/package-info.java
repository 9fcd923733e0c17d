/** Reads the settings every service shares and wires the stage. Must never decide anything. */
@NullMarked
package dev.offshoot.stage.config;

import org.jspecify.annotations.NullMarked;
