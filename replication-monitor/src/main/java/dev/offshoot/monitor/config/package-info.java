/** Wires the stage and reads its settings. Must never decide anything. */
@NullMarked
package dev.offshoot.monitor.config;

import org.jspecify.annotations.NullMarked;
