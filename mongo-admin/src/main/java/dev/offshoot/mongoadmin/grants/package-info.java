/**
 * The mongosh script that creates the three users, from the same table the privilege check uses. It
 * must never contain or print a password.
 */
@NullMarked
package dev.offshoot.mongoadmin.grants;

import org.jspecify.annotations.NullMarked;
