/** Whole-system proof: what a user, a foreign reader and a person at the machine see. */
@NullMarked
package dev.offshoot.systemtests;

import org.jspecify.annotations.NullMarked;
