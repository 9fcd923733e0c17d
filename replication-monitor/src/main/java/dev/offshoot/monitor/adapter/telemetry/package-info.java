/** Publishes progress without anybody waiting for it. Must never slow a step down or fail it. */
@NullMarked
package dev.offshoot.monitor.adapter.telemetry;

import org.jspecify.annotations.NullMarked;
