/**
 * Decides how tests and benchmarks start the whole of Offshoot as a user does, and look at it from
 * outside. It must never reach into a service or end a process of another installation.
 */
@NullMarked
package dev.offshoot.systemtests;

import org.jspecify.annotations.NullMarked;
