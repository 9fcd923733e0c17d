/**
 * Gives background work its threads, and wakes whoever waits for news. Must never decide what the
 * work is.
 */
@NullMarked
package dev.offshoot.state.adapter.worker;

import org.jspecify.annotations.NullMarked;
