/**
 * Talks to replica sets through mongo-admin. Must never decide, retry, or keep a secret longer than
 * a conversation.
 */
@NullMarked
package dev.offshoot.monitor.adapter.set;

import org.jspecify.annotations.NullMarked;
