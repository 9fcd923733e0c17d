/**
 * Decides how the life of an expansion is told while it happens, and with which exit code it ends.
 * It must never change an expansion.
 */
@NullMarked
package dev.offshoot.cli.follow;

import org.jspecify.annotations.NullMarked;
