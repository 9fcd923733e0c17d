/**
 * Looks at replica sets through mongo-admin, with credentials resolved at that moment. Must never
 * change a set, and never keep or show a secret.
 */
@NullMarked
package dev.offshoot.state.adapter.observe;

import org.jspecify.annotations.NullMarked;
