/** Reads the service's own settings and wires its parts. Must never decide anything. */
@NullMarked
package dev.offshoot.state.config;

import org.jspecify.annotations.NullMarked;
