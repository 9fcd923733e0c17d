/**
 * The stage that alone changes a set's configuration: adds, watches, proves, promotes, takes back.
 * Must never force a configuration, initiate a set, wipe data, or roll back because of a proof.
 */
@NullMarked
package dev.offshoot.monitor.app;

import org.jspecify.annotations.NullMarked;
