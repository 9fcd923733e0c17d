/**
 * Decides what an agent may do: which goal to follow, whether a member is out of its set, what
 * mongod's configuration says. Never touches the host or the network.
 */
@NullMarked
package dev.offshoot.agent.domain;

import org.jspecify.annotations.NullMarked;
