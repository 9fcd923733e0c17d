/**
 * Decides which options each command takes and which calls it makes. It must never decide anything
 * about a replica set, and never keep anything between two commands.
 */
@NullMarked
package dev.offshoot.cli.command;

import org.jspecify.annotations.NullMarked;
