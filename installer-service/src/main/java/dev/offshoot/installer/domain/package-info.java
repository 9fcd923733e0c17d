/**
 * Decides what a host's reports mean for an expansion, who may enrol, and what is wrong with a
 * host. Never talks to a host or a store.
 */
@NullMarked
package dev.offshoot.installer.domain;

import org.jspecify.annotations.NullMarked;
