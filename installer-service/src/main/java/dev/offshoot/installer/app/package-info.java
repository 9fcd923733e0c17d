/**
 * Takes hosts from enrolment to a mongod that waits to be added, and back to nothing; serves
 * agents. Never logs into a host, and never stores a secret.
 */
@NullMarked
package dev.offshoot.installer.app;

import org.jspecify.annotations.NullMarked;
