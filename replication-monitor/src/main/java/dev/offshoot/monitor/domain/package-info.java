/**
 * What this stage knows of one expansion: its goal, what it read, and its state between steps. Must
 * never do I/O, and never hold a secret.
 */
@NullMarked
package dev.offshoot.monitor.domain;

import org.jspecify.annotations.NullMarked;
