/**
 * The CA of agents and the listener that is theirs alone. Never decides whose certificate is good
 * for a call, and writes no key anywhere but into the secrets folder, once, when it was told to.
 */
@NullMarked
package dev.offshoot.installer.adapter.tls;

import org.jspecify.annotations.NullMarked;
