/**
 * The ports over the reactive driver: direct connections, raw commands, one attempt each. It must
 * never repeat a command by itself and never put a secret into a message.
 */
@NullMarked
package dev.offshoot.mongoadmin.adapter;

import org.jspecify.annotations.NullMarked;
