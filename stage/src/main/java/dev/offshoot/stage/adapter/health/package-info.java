/** Tells whether the service can reach what it needs. Must never change anything. */
@NullMarked
package dev.offshoot.stage.adapter.health;

import org.jspecify.annotations.NullMarked;
