/**
 * Decides who a caller is and what the caller's role allows. Must never hold a token in clear
 * longer than it takes to compare it.
 */
@NullMarked
package dev.offshoot.access.domain;

import org.jspecify.annotations.NullMarked;
