/**
 * What the services say to each other: one record per event and the table of topics and types.
 * Holds no logic and must never depend on a service, on Quarkus or on Kafka.
 */
@NullMarked
package dev.offshoot.contracts;

import org.jspecify.annotations.NullMarked;
