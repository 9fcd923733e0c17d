/**
 * Decides how tests and the demo get real replica sets, Kafka, data and write loads of their own.
 * It must never ship inside a service, use a fixed port, or end a process it did not start.
 */
@NullMarked
package dev.offshoot.testbed;

import org.jspecify.annotations.NullMarked;
