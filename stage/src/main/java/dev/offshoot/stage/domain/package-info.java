/**
 * Decides what an event, a claim or an outcome does to a journal. Must never do I/O or know what a
 * stage works on.
 */
@NullMarked
package dev.offshoot.stage.domain;

import org.jspecify.annotations.NullMarked;
