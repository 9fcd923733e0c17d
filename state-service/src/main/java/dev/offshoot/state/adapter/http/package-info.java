/**
 * The front door: bearer token, paths, bodies, problem documents, server-sent events. Must never
 * decide more than how an answer is written.
 */
@NullMarked
package dev.offshoot.state.adapter.http;

import org.jspecify.annotations.NullMarked;
