/** Settings and wiring. Never decides anything. */
@NullMarked
package dev.offshoot.installer.config;

import org.jspecify.annotations.NullMarked;
