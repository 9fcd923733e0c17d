/**
 * Decides what is compared with whom, and what a comparison means. Must never call equal what could
 * not be read.
 */
@NullMarked
package dev.offshoot.monitor.domain.proof;

import org.jspecify.annotations.NullMarked;
