/**
 * Decides how the demo makes a replica set of its own, has it grown by the real services, and
 * proves the result by means of its own. It must never touch anything outside its own folder, and
 * never call a run proven that it could not check.
 */
@NullMarked
package dev.offshoot.cli.demo;

import org.jspecify.annotations.NullMarked;
