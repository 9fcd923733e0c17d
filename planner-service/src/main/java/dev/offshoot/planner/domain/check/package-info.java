/**
 * Decides every refusal and every warning, one class per theme, in the order of {@link
 * dev.offshoot.planner.domain.check.Checks#IN_ORDER}. Must never let pass what could not be read.
 */
@NullMarked
package dev.offshoot.planner.domain.check;

import org.jspecify.annotations.NullMarked;
