/**
 * mongod as an operating system process in a session of its own. Never signals a process that is
 * not the very one it started.
 */
@NullMarked
package dev.offshoot.agent.adapter.process;

import org.jspecify.annotations.NullMarked;
