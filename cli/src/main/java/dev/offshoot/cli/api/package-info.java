/**
 * Decides how the services are asked over HTTP and how their answers are read. It must never print,
 * and never show the token.
 */
@NullMarked
package dev.offshoot.cli.api;

import org.jspecify.annotations.NullMarked;
