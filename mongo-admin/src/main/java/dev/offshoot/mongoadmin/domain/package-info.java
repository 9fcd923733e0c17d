/**
 * What a member's answers mean, as values: configurations, states, outcomes, catalogues, digests.
 * Reads and transforms documents only; it must never talk to a server or decide what to do next.
 */
@NullMarked
package dev.offshoot.mongoadmin.domain;

import org.jspecify.annotations.NullMarked;
