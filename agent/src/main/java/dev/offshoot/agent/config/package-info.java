/** Reads the agent's environment and wires its parts together. Never decides anything. */
@NullMarked
package dev.offshoot.agent.config;

import org.jspecify.annotations.NullMarked;
