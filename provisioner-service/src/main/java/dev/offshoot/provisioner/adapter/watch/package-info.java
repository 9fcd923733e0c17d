/**
 * Joins what running expansions want to know of a provider into one look. Must never take a host
 * for ended that the provider did not show as such.
 */
@NullMarked
package dev.offshoot.provisioner.adapter.watch;

import org.jspecify.annotations.NullMarked;
