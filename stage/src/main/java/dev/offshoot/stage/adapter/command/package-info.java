/**
 * Runs commands that users configured, each with a deadline. Must never pass a secret of this
 * service on to one.
 */
@NullMarked
package dev.offshoot.stage.adapter.command;

import org.jspecify.annotations.NullMarked;
