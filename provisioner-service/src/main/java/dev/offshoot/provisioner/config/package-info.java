/** Reads the settings of the service and wires it. Must never decide anything. */
@NullMarked
package dev.offshoot.provisioner.config;

import org.jspecify.annotations.NullMarked;
