/**
 * Judges how a new member comes up: seen by everybody, copying, caught up. Must never take silence
 * for progress, nor an absent status for failure.
 */
@NullMarked
package dev.offshoot.monitor.domain.sync;

import org.jspecify.annotations.NullMarked;
