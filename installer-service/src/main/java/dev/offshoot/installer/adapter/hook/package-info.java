/**
 * Asks the user's own ways to certificates: a folder, a command. Must never judge what they answer,
 * and never keep a key.
 */
@NullMarked
package dev.offshoot.installer.adapter.hook;

import org.jspecify.annotations.NullMarked;
