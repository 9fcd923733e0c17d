/** Gives stages virtual threads, waiting and waking. Must never decide what a stage does next. */
@NullMarked
package dev.offshoot.stage.adapter.worker;

import org.jspecify.annotations.NullMarked;
