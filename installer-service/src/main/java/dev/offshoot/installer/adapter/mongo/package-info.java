/**
 * Agents and artifacts in this service's own database; every change is one atomic write, w:
 * majority. Never stores a secret.
 */
@NullMarked
package dev.offshoot.installer.adapter.mongo;

import org.jspecify.annotations.NullMarked;
