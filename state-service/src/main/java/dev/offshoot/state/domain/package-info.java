/**
 * Decides what an expansion looks like to its user, which requests are well formed, and what
 * changed in a set. Must never ask anything or anybody beyond its arguments.
 */
@NullMarked
package dev.offshoot.state.domain;

import org.jspecify.annotations.NullMarked;
