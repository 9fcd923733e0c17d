/**
 * Decides how the claims about time, memory and connections are measured. It must never run inside
 * a service or against a replica set it did not start.
 */
@NullMarked
package dev.offshoot.benchmarks;

import org.jspecify.annotations.NullMarked;
