/**
 * Runs a stage: accepts events, drives steps under a lease, publishes what was stored. Must never
 * know a technology, nor replica sets, hosts or plans.
 */
@NullMarked
package dev.offshoot.stage.app;

import org.jspecify.annotations.NullMarked;
