/**
 * Decides what lies in a data folder and how the parts of one installation are started and stopped
 * on this machine. It must never end a process it did not start or show a secret.
 */
@NullMarked
package dev.offshoot.cli.local;

import org.jspecify.annotations.NullMarked;
