/** Reads and writes the list of tokens, and keeps what was read for a moment. Decides nothing. */
@NullMarked
package dev.offshoot.access.adapter;

import org.jspecify.annotations.NullMarked;
