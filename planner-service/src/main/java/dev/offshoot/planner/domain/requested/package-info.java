/**
 * What was asked for and of which deployment; component names are the contract's. Decides no
 * default and must never carry a secret.
 */
@NullMarked
package dev.offshoot.planner.domain.requested;

import org.jspecify.annotations.NullMarked;
