/**
 * Follows goals step by step through ports named by role. Never stops or wipes a mongod without
 * asking whether it is still a member, and never waits by itself.
 */
@NullMarked
package dev.offshoot.agent.app;

import org.jspecify.annotations.NullMarked;
