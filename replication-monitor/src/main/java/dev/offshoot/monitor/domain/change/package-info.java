/**
 * Decides which configuration may follow which, on the way forward and back. Must never decide from
 * anything but a committed configuration, and never touch a member that is not Offshoot's.
 */
@NullMarked
package dev.offshoot.monitor.domain.change;

import org.jspecify.annotations.NullMarked;
