/**
 * Decides how a command of a person or a script becomes calls, output and an exit code. It must
 * never hold state of its own or decide anything about a replica set.
 */
@NullMarked
package dev.offshoot.cli;

import org.jspecify.annotations.NullMarked;
