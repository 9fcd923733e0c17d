/**
 * Decides what instances of a cloud mean for a host request, and what a cloud's errors mean. Must
 * never call a cloud.
 */
@NullMarked
package dev.offshoot.provisioner.domain.cloud;

import org.jspecify.annotations.NullMarked;
