/**
 * Publishes what is in no journal: catalogue and progress. Must never make a stage wait or fail.
 */
@NullMarked
package dev.offshoot.provisioner.adapter.event;

import org.jspecify.annotations.NullMarked;
