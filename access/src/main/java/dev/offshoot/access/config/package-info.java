/** Configuration of who counts as a caller. */
@NullMarked
package dev.offshoot.access.config;

import org.jspecify.annotations.NullMarked;
