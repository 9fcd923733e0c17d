/**
 * Watches the lag of added members and shows it as a gauge. Must never change anything, and asks
 * with hello and replSetGetStatus only.
 */
@NullMarked
package dev.offshoot.monitor.adapter.metrics;

import org.jspecify.annotations.NullMarked;
