/**
 * Decides how Kafka, the store and the services run as processes of this machine when the user
 * brings none of their own. It must never end a process it did not start, put a secret into a
 * process argument, or initiate any replica set but Offshoot's own store.
 */
@NullMarked
package dev.offshoot.embedded;

import org.jspecify.annotations.NullMarked;
