/**
 * Decides what is asked of a provider next and what a machine can offer. Must never do I/O or know
 * what runs on a host.
 */
@NullMarked
package dev.offshoot.provisioner.domain;

import org.jspecify.annotations.NullMarked;
