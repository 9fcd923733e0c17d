/**
 * The conversation with one member as ports, and the observation of a whole set made of them. It
 * must never change a set by itself, and never take what it could not read for fine.
 */
@NullMarked
package dev.offshoot.mongoadmin.app;

import org.jspecify.annotations.NullMarked;
