/** Keeps evidence and watches in this service's own store. Must never hold anything secret. */
@NullMarked
package dev.offshoot.monitor.adapter.mongo;

import org.jspecify.annotations.NullMarked;
