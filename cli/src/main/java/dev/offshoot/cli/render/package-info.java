/**
 * Decides how things look on a terminal or in a pipe: tables, colours, amounts, the plan. It must
 * never fetch anything or decide what happens next.
 */
@NullMarked
package dev.offshoot.cli.render;

import org.jspecify.annotations.NullMarked;
