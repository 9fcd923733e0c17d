/**
 * The agent's folder: its key and memory, mongod's home, and what the kernel tells about the host.
 * Never deletes a path that it has not recorded as its own.
 */
@NullMarked
package dev.offshoot.agent.adapter.file;

import org.jspecify.annotations.NullMarked;
