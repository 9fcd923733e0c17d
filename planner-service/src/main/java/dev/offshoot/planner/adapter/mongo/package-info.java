/** Keeps announced catalogues in the service's own database. Must never interpret them. */
@NullMarked
package dev.offshoot.planner.adapter.mongo;

import org.jspecify.annotations.NullMarked;
