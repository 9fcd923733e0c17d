/**
 * The wire records between an agent and installer-service, and the signature of every request.
 * Never decides what an agent does, and no record's text form shows a secret.
 */
@NullMarked
package dev.offshoot.agent.protocol;

import org.jspecify.annotations.NullMarked;
