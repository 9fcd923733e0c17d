/**
 * Keeps journals in MongoDB, every change one compare-and-set. Must never interpret a stage's
 * state.
 */
@NullMarked
package dev.offshoot.stage.adapter.mongo;

import org.jspecify.annotations.NullMarked;
