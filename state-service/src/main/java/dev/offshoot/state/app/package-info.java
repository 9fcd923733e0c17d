/**
 * Registers deployments, takes requests, follows every expansion and tells its story. Must never
 * change a replica set, and never know a technology.
 */
@NullMarked
package dev.offshoot.state.app;

import org.jspecify.annotations.NullMarked;
