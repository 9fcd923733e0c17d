/**
 * What providers and the artifact catalogue can supply. Decides nothing and must never guess what
 * was not announced.
 */
@NullMarked
package dev.offshoot.planner.domain.offered;

import org.jspecify.annotations.NullMarked;
