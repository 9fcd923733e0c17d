/**
 * Turns Kafka records into envelopes and stored events into Kafka records. Must never act on what
 * an event says.
 */
@NullMarked
package dev.offshoot.stage.adapter.kafka;

import org.jspecify.annotations.NullMarked;
